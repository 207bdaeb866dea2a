package io.narthex.settings.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** An {@code etc} folder with what stands around it: a File Install that delivers when told to, secrets, a clock. */
final class EtcFolder implements ConfigurationSource {

    final Path etc;
    final Path kept;
    final Map<String, String> secrets = new HashMap<>();
    private final Map<String, RawConfiguration> delivered = new TreeMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ProblemBook problems = new ProblemBook(clock());

    EtcFolder(Path folder) {
        etc = folder.resolve("etc");
        kept = folder.resolve("data/narthex/last-good");
        try {
            Files.createDirectories(etc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tools of a process that has just been started. */
    Tools start() {
        problems = new ProblemBook(clock());
        return new Tools(this, new References(this::resolve), new LastGoodFiles(kept), problems, clock());
    }

    /** Writes a file and lets it be delivered. */
    void save(String file, String... lines) {
        write(file, String.join("\n", lines) + "\n");
        deliver(file);
    }

    void write(String file, String text) {
        try {
            Files.writeString(etc.resolve(file), text);
            Files.setLastModifiedTime(etc.resolve(file), FileTime.from(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deliver(String file) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(etc.resolve(file), StandardCharsets.UTF_8)));
            Map<String, String> values = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
            String name = file.substring(0, file.lastIndexOf('.'));
            String pid = name.replaceFirst("-", "~");
            delivered.put(pid, new RawConfiguration(pid, name.contains("-"), Optional.of(etc.resolve(file)), values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file while nobody looks. */
    void remove(String file) {
        try {
            Files.delete(etc.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<String> problems() {
        return problems.current().stream().map(Object::toString).toList();
    }

    @Override
    public List<RawConfiguration> list(String kind) {
        return delivered.values().stream()
                .filter(raw -> raw.pid().equals(kind) || raw.pid().startsWith(kind + "~"))
                .toList();
    }

    @Override
    public void delete(String pid) {
        delivered.remove(pid);
    }

    private Map<String, ?> resolve(String pid, Map<String, String> values) {
        values.replaceAll((key, value) -> {
            String resolved = value;
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                resolved = resolved.replace("$[secret:" + secret.getKey() + "]", secret.getValue());
            }
            return resolved;
        });
        return values;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
