package io.narthex.web.internal.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds files by names such as {@code static/main.css} or {@code theme/logo.svg}: in the operator's folder first, then among
 * the built-in ones. A file in the folder is read again when its time or size has changed.
 */
public final class Assets {

    private static final Logger log = LoggerFactory.getLogger(Assets.class);

    /** No empty part and none that begins with a dot, so neither a hidden file nor a way upwards. */
    private static final Pattern NAME = Pattern.compile("(?:static|theme)(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}){1,6}");

    /** What may lie at the top of the operator's folder and is asked for as if it lay in {@code theme/}. */
    private static final Pattern TOP = Pattern.compile("theme/((?:logo|favicon)\\.[a-z]+)");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private static final int LARGEST = 2 * 1024 * 1024;

    private final Supplier<Optional<Path>> folder;
    private final Map<String, Asset> builtIn = new ConcurrentHashMap<>();
    private final Map<Path, Kept> own = new ConcurrentHashMap<>();

    private record Kept(FileTime changed, long size, Asset asset) {}

    /**
     * Files of a look.
     *
     * @param folder the operator's folder, asked for at every look-up; empty or missing for the built-in files only
     */
    public Assets(Supplier<Optional<Path>> folder) {
        this.folder = folder;
    }

    /** The file of this name; empty if there is none, or if it is of a kind that pages have no use for. */
    public Optional<Asset> find(String name) {
        return findOwn(name).or(() -> findBuiltIn(name));
    }

    /** The operator's file of this name. */
    public Optional<Asset> findOwn(String name) {
        return contentType(name).flatMap(type -> folder.get().flatMap(top -> candidates(top, name).stream()
                .map(file -> read(top, file, type))
                .flatMap(Optional::stream)
                .findFirst()));
    }

    /**
     * The address of a file below the issuer's path, with its version, so that browsers keep it until it changes.
     *
     * @param basePath the issuer's path, without a slash at its end
     */
    public String href(String basePath, String name) {
        return basePath + "/" + name
                + find(name).map(asset -> "?v=" + asset.version()).orElse("");
    }

    private Optional<Asset> findBuiltIn(String name) {
        return contentType(name).flatMap(type -> {
            Asset known = builtIn.get(name);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<Asset> loaded = load(name, type);
            loaded.ifPresent(asset -> builtIn.put(name, asset));
            return loaded;
        });
    }

    private static Optional<Asset> load(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new Asset(in.readAllBytes(), type));
        } catch (IOException e) {
            log.warn("{}: cannot read the built-in file", name, e);
            return Optional.empty();
        }
    }

    private static Optional<String> contentType(String name) {
        return NAME.matcher(name).matches()
                ? Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                : Optional.empty();
    }

    private static List<Path> candidates(Path top, String name) {
        var special = TOP.matcher(name);
        return special.matches()
                ? List.of(top.resolve(name), top.resolve(special.group(1)))
                : List.of(top.resolve(name));
    }

    private Optional<Asset> read(Path top, Path file, String type) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            BasicFileAttributes facts =
                    Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!real.startsWith(top.toRealPath()) || !facts.isRegularFile() || facts.size() > LARGEST) {
                log.debug("{}: not served, as it is no regular file of at most {} bytes inside {}", file, LARGEST, top);
                return Optional.empty();
            }
            Kept kept = own.get(real);
            if (kept == null || !kept.changed().equals(facts.lastModifiedTime()) || kept.size() != facts.size()) {
                kept = new Kept(facts.lastModifiedTime(), facts.size(), new Asset(Files.readAllBytes(real), type));
                own.put(real, kept);
            }
            return Optional.of(kept.asset());
        } catch (IOException e) {
            log.debug("{}: cannot be read", file, e);
            return Optional.empty();
        }
    }
}
