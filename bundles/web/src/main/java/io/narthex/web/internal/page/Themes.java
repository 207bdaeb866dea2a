package io.narthex.web.internal.page;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the operator's folder, again whenever a file in it has changed. The times of a dozen files are looked at for every
 * page, which costs less than the page, so that an edit shows at once.
 */
final class Themes {

    private static final Logger log = LoggerFactory.getLogger(Themes.class);

    private static final Pattern TEMPLATE = Pattern.compile("([A-Za-z0-9_-]{1,40})\\.mustache");
    private static final Pattern MESSAGES = Pattern.compile("messages_([A-Za-z0-9_]{2,20})\\.properties");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final int MOST_FILES = 100;
    private static final int LARGEST = 256 * 1024;

    private final List<Texts> builtInTexts = BuiltIn.languages();
    private final Theme builtIn = new Theme(new Languages(builtInTexts), Map.of());
    private final Set<Path> missing = ConcurrentHashMap.newKeySet();
    private volatile Snapshot last = new Snapshot(List.of(), builtIn);

    private record Snapshot(List<Entry> entries, Theme theme) {}

    private record Entry(Path file, FileTime changed, long size) {}

    /** What the folder holds now; the built-in look if there is none. */
    Theme current(Optional<Path> folder) {
        if (folder.isEmpty()) {
            return builtIn;
        }
        if (!isThere(folder.get())) {
            return builtIn;
        }
        List<Entry> entries = entries(folder.get());
        Snapshot known = last;
        return known.entries().equals(entries) ? known.theme() : refresh(entries);
    }

    /** Whether there is such a folder; says so once if not, for it may be misspelt. */
    private boolean isThere(Path folder) {
        boolean there = Files.isDirectory(folder);
        if (there) {
            missing.remove(folder);
        } else if (missing.add(folder)) {
            log.warn("theme.dir: no such folder as '{}', the built-in look is used until there is", folder);
        }
        return there;
    }

    private synchronized Theme refresh(List<Entry> entries) {
        if (!last.entries().equals(entries)) {
            last = new Snapshot(entries, read(entries));
        }
        return last.theme();
    }

    private static List<Entry> entries(Path folder) {
        List<Entry> entries = new ArrayList<>();
        addEntries(folder, MESSAGES, entries);
        addEntries(folder.resolve("templates"), TEMPLATE, entries);
        return entries;
    }

    private static void addEntries(Path folder, Pattern names, List<Entry> entries) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> wanted = files.filter(
                            file -> names.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
            for (Path file : wanted) {
                entries.add(new Entry(file, Files.getLastModifiedTime(file), Files.size(file)));
            }
        } catch (IOException | UncheckedIOException e) {
            // A file that was there a moment ago and is being exchanged: the next page sees the new one.
            log.debug("{}: cannot be listed", folder, e);
        }
    }

    private Theme read(List<Entry> entries) {
        Map<String, String> templates = new LinkedHashMap<>();
        Map<Locale, Map<String, String>> messages = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String name = entry.file().getFileName().toString();
            Matcher template = TEMPLATE.matcher(name);
            Matcher language = MESSAGES.matcher(name);
            try {
                if (entry.size() > LARGEST) {
                    log.warn("{}: expected at most {} bytes, got {}; ignored", entry.file(), LARGEST, entry.size());
                } else if (template.matches()) {
                    templates.put(template.group(1), Files.readString(entry.file()));
                } else if (language.matches()) {
                    messages.put(
                            Locale.forLanguageTag(language.group(1).replace('_', '-')), readMessages(entry.file()));
                }
            } catch (IOException | IllegalArgumentException e) {
                // IllegalArgumentException: Properties says so of a malformed escape.
                log.warn(
                        "{}: cannot be read as UTF-8 text, ours is used until it is changed: {}",
                        entry.file(),
                        e.toString());
            }
        }
        return new Theme(new Languages(merge(messages)), templates);
    }

    private Map<String, String> readMessages(Path file) throws IOException {
        Map<String, String> ours = builtInTexts.get(0).messages();
        Map<String, String> good = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            BuiltIn.parse(reader).forEach((key, text) -> {
                String original = ours.get(key);
                if (original == null) {
                    log.warn("{}: {}: no such text, ignored", file, key);
                } else if (!places(original).containsAll(places(text))) {
                    log.warn(
                            "{}: {}: expected no places but {}, got {}; ignored",
                            file,
                            key,
                            places(original),
                            places(text));
                } else {
                    good.put(key, text);
                }
            });
        }
        return good;
    }

    /** The operator's texts over those of the language, and these over English. */
    private List<Texts> merge(Map<Locale, Map<String, String>> own) {
        Map<Locale, Texts> merged = new LinkedHashMap<>();
        builtInTexts.forEach(texts -> merged.put(texts.locale(), texts));
        own.forEach((locale, messages) -> {
            Map<String, String> all = new LinkedHashMap<>(builtInTexts.get(0).messages());
            Optional.ofNullable(merged.get(Locale.forLanguageTag(locale.getLanguage())))
                    .ifPresent(parent -> all.putAll(parent.messages()));
            all.putAll(messages);
            merged.put(locale, new Texts(locale, all));
        });
        return List.copyOf(merged.values());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
