package io.narthex.settings.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last good text of every configuration, references unresolved, in one small file each that only the owner can
 * read. A failing disk costs a warning, not the configuration.
 */
final class LastGoodFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LastGoodFiles.class);
    private static final String ENDING = ".properties";
    private static final String LAST_LINE = "# complete\n";
    private static final String FILE = "service.file";

    private final Path folder;
    private final Map<String, RawConfiguration> kept = new ConcurrentHashMap<>();

    /** Reads what an earlier run has kept; the folder is made when it is needed. */
    LastGoodFiles(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(ENDING)).forEach(this::load);
            } catch (IOException e) {
                LOG.warn("{}: the last good configurations cannot be read: {}", folder, e.toString());
            }
        }
    }

    Optional<RawConfiguration> find(String pid) {
        return Optional.ofNullable(kept.get(pid));
    }

    List<RawConfiguration> ofKind(String kind) {
        return kept.values().stream()
                .filter(raw -> raw.pid().equals(kind) || raw.pid().startsWith(kind + "~"))
                .toList();
    }

    void keep(RawConfiguration good) {
        if (good.equals(kept.put(good.pid(), good))) {
            return;
        }
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            Path draft = Files.createTempFile(folder, "draft", ".tmp", ownerOnly("rw-------"));
            try {
                Files.writeString(draft, write(good));
                Files.move(
                        draft, path(good.pid()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.warn("{}: its good state cannot be kept for the next start: {}", good.label(), e.toString());
        }
    }

    void forget(String pid) {
        kept.remove(pid);
        try {
            Files.deleteIfExists(path(pid));
        } catch (IOException e) {
            LOG.warn("{}: its last good state cannot be removed: {}", pid, e.toString());
        }
    }

    private Path path(String pid) {
        return folder.resolve(URLEncoder.encode(pid, StandardCharsets.UTF_8) + ENDING);
    }

    private void load(Path path) {
        try {
            String text = Files.readString(path);
            if (!text.endsWith(LAST_LINE)) {
                throw new IOException("it is not complete");
            }
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            Optional<Path> file =
                    Optional.ofNullable(properties.getProperty(FILE)).map(Path::of);
            Map<String, String> values = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
            values.remove(FILE);
            String name = String.valueOf(path.getFileName());
            String pid = URLDecoder.decode(name.substring(0, name.length() - ENDING.length()), StandardCharsets.UTF_8);
            kept.put(pid, new RawConfiguration(pid, pid.indexOf('~') >= 0, file, values));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{}: this last good configuration cannot be read: {}", path, e.toString());
        }
    }

    private static String write(RawConfiguration good) {
        Properties properties = new Properties();
        properties.putAll(good.values());
        // A key that no configuration can have, as those are taken for housekeeping.
        good.file().ifPresent(file -> properties.setProperty(FILE, file.toString()));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
        return text + LAST_LINE;
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
