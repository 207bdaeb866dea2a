package io.narthex.settings.internal;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is in force of one kind of configuration. Each {@link #scan} compares what is delivered with what is in
 * force: a good text replaces what was there, a bad one is reported and changes nothing.
 */
final class Watch<T, V> {

    /** How long a file may be missing, as while an editor replaces it, before its configuration is a ghost. */
    private static final Duration ABSENCE = Duration.ofSeconds(3);

    /** When to try again what cannot mend by itself, unless something outside the file does, such as a secret. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Kind<T> kind;
    private final Tools tools;
    private final Function<Held<T>, V> view;
    private final InForce<T> inForce;
    private final Map<String, Refusal> refused = new HashMap<>();
    private final Map<String, Instant> missing = new HashMap<>();
    private boolean waiting;
    private boolean closed;
    private volatile Map<String, V> current = Map.of();

    Watch(Kind<T> kind, Tools tools, Function<Held<T>, V> view) {
        this.kind = kind;
        this.tools = tools;
        this.view = view;
        this.inForce = new InForce<>(kind.many());
        look(true);
    }

    Map<String, V> current() {
        return current;
    }

    String pid() {
        return kind.pid();
    }

    /** Looks at what is delivered now; true if that changed what is in force. */
    boolean scan() {
        return look(false);
    }

    /** Whether there is nothing that a scan could change although nothing was delivered. */
    synchronized boolean isSettled() {
        return refused.isEmpty() && missing.isEmpty() && !waiting;
    }

    synchronized void accept(Held<T> held) {
        if (isInForce(held)) {
            tools.lastGood().keep(held.raw());
            tools.problems().mended(new About(this, held.raw().pid(), true));
        }
    }

    synchronized void refuse(Held<T> held, InvalidSettingException problem) {
        if (isInForce(held)) {
            String pid = held.raw().pid();
            boolean lastGood = tools.lastGood()
                    .find(pid)
                    .filter(good -> !good.values().equals(held.raw().values()))
                    .isPresent();
            tools.problems()
                    .report(
                            new About(this, pid, true),
                            held.raw().label(),
                            problem.key(),
                            String.valueOf(problem.getMessage()),
                            lastGood);
        }
    }

    synchronized void close() {
        closed = true;
        Set.copyOf(refused.keySet()).forEach(this::drop);
        inForce.pids().forEach(this::drop);
    }

    private synchronized boolean look(boolean first) {
        if (closed) {
            return false;
        }
        waiting = false;
        List<RawConfiguration> listed = tools.source().list(kind.pid());
        missing.keySet().retainAll(listed.stream().map(RawConfiguration::pid).toList());
        List<RawConfiguration> found = listed.stream()
                .filter(raw -> !isGhost(raw))
                .sorted(Comparator.comparing((RawConfiguration raw) ->
                                tools.lastGood().find(raw.pid()).isEmpty())
                        .thenComparing(RawConfiguration::label))
                .toList();
        forgetAllBut(found.stream().map(RawConfiguration::pid).collect(Collectors.toSet()));
        found.forEach(raw -> consider(raw, first));
        return publish();
    }

    private void consider(RawConfiguration raw, boolean first) {
        Optional<Held<T>> held = inForce.find(raw.pid());
        if (held.filter(old -> old.raw().values().equals(raw.values())).isPresent()) {
            refused.remove(raw.pid());
            tools.problems().mended(new About(this, raw.pid(), false));
            return;
        }
        Refusal refusal = refused.get(raw.pid());
        if (refusal != null
                && refusal.values().equals(raw.values())
                && tools.clock().instant().isBefore(refusal.retry())) {
            return;
        }
        if (!kind.fits(raw)) {
            refuse(raw, "", "the name of the file must have the form " + kind.form(), RETRY);
            return;
        }
        FileOnDisk.State state =
                raw.file().map(file -> tools.disk().compare(file, raw.values())).orElse(FileOnDisk.State.WHOLE);
        if (state == FileOnDisk.State.HALF_WRITTEN) {
            refuse(
                    raw,
                    "",
                    "the last line does not end with a line feed, so the file may be half written; add an empty line at the"
                            + " end",
                    Duration.ZERO);
        } else if (state == FileOnDisk.State.NEWER && !(first && !restore(raw))) {
            waiting = true;
        } else {
            tryOut(raw);
        }
    }

    private void tryOut(RawConfiguration raw) {
        try {
            Held<T> fresh = read(raw);
            Optional<Held<T>> rival = inForce.rival(fresh);
            if (rival.isPresent()) {
                refuse(
                        raw,
                        "id",
                        "id: '" + fresh.id() + "' is already taken by "
                                + rival.get().raw().label(),
                        Duration.ZERO);
                return;
            }
            inForce.put(fresh);
            refused.remove(raw.pid());
            if (!kind.proven()) {
                tools.lastGood().keep(raw);
            }
            tools.problems().mended(new About(this, raw.pid(), false));
        } catch (InvalidSettingException e) {
            refuse(raw, e.key(), String.valueOf(e.getMessage()), RETRY);
        }
    }

    private Held<T> read(RawConfiguration raw) {
        T value = value(raw);
        String id = kind.id().apply(value);
        Optional<T> lastGood = kind.proven() ? lastGood(raw, id) : Optional.empty();
        return new Held<>(this, raw, id, value, lastGood);
    }

    private T value(RawConfiguration raw) {
        try {
            Settings settings = Settings.of(tools.references().resolve(raw.pid(), raw.values()));
            T value = kind.reader().read(raw.name(), settings);
            settings.rejectUnknown();
            return value;
        } catch (InvalidSettingException e) {
            throw e;
        } catch (RuntimeException e) {
            // A mistake in one reader must not keep the other files from being read. Its message may show a secret.
            LOG.debug("{}: its reader failed", raw.label(), e);
            throw new InvalidSettingException(
                    "file",
                    "cannot be read because of a mistake in its reader, "
                            + e.getClass().getSimpleName());
        }
    }

    private Optional<T> lastGood(RawConfiguration raw, String id) {
        return tools.lastGood()
                .find(raw.pid())
                .filter(good -> !good.values().equals(raw.values()))
                .flatMap(this::valueIfGood)
                .filter(value -> kind.id().apply(value).equals(id));
    }

    private Optional<T> valueIfGood(RawConfiguration raw) {
        try {
            return Optional.of(value(raw));
        } catch (InvalidSettingException e) {
            LOG.warn("{}: its last good state serves no more: {}", raw.label(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Notes a problem and, where nothing is in force, falls back on what was good in an earlier run. */
    private void refuse(RawConfiguration raw, String key, String message, Duration retry) {
        boolean serves = restore(raw);
        refused.put(raw.pid(), new Refusal(raw.values(), tools.clock().instant().plus(retry)));
        tools.problems().report(new About(this, raw.pid(), false), raw.label(), key, message, serves);
    }

    private boolean restore(RawConfiguration raw) {
        if (inForce.find(raw.pid()).isEmpty() && kind.fits(raw)) {
            tools.lastGood()
                    .find(raw.pid())
                    .filter(good -> !good.values().equals(raw.values()))
                    .flatMap(good -> valueIfGood(good)
                            .map(value -> new Held<>(this, good, kind.id().apply(value), value, Optional.empty())))
                    .filter(good -> inForce.rival(good).isEmpty())
                    .ifPresent(inForce::put);
        }
        return inForce.find(raw.pid()).isPresent();
    }

    /**
     * Config Admin keeps a configuration whose file was deleted while the process was down. While it runs, File Install
     * notices by itself, so what is in force gets the time that an editor needs to replace its file.
     */
    private boolean isGhost(RawConfiguration raw) {
        if (raw.file().filter(file -> !Files.exists(file)).isEmpty()) {
            missing.remove(raw.pid());
            return false;
        }
        Instant now = tools.clock().instant();
        Instant since = missing.computeIfAbsent(raw.pid(), pid -> now);
        if (now.isBefore(since.plus(ABSENCE))) {
            return inForce.find(raw.pid()).isEmpty();
        }
        LOG.info("{}: the file is gone, so its configuration is removed", raw.label());
        tools.source().delete(raw.pid());
        return true;
    }

    private void forgetAllBut(Collection<String> found) {
        inForce.pids().stream().filter(pid -> !found.contains(pid)).forEach(this::drop);
        Set.copyOf(refused.keySet()).stream()
                .filter(pid -> !found.contains(pid))
                .forEach(this::drop);
        tools.lastGood().ofKind(kind.pid()).stream()
                .filter(good -> !found.contains(good.pid()))
                // Not delivered yet, as in the first start after Config Admin's own memory was cleared.
                .filter(good -> good.file().filter(Files::exists).isEmpty())
                .forEach(good -> tools.lastGood().forget(good.pid()));
    }

    private void drop(String pid) {
        if (!closed) {
            inForce.remove(pid);
        }
        refused.remove(pid);
        tools.problems().drop(new About(this, pid, false));
        tools.problems().drop(new About(this, pid, true));
    }

    private boolean isInForce(Held<T> held) {
        return !closed && inForce.find(held.raw().pid()).filter(held::equals).isPresent();
    }

    private boolean publish() {
        Map<String, V> next = new TreeMap<>();
        inForce.all().forEach(held -> next.put(held.id(), view.apply(held)));
        boolean changed = !next.equals(current);
        if (changed) {
            current = Collections.unmodifiableMap(next);
        }
        return changed;
    }

    private record Refusal(Map<String, String> values, Instant retry) {}

    /** Whose problem it is: the reader's, or the user's. */
    private record About(Watch<?, ?> watch, String pid, boolean proof) {}
}
