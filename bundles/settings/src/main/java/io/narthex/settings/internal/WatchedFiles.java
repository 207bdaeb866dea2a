package io.narthex.settings.internal;

import io.narthex.settings.Settings;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationSet;
import io.narthex.settings.files.ConfigurationValue;
import io.narthex.settings.files.NamedReader;
import io.narthex.settings.files.Proposal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the watches: at once where something was delivered, every second where something waits to be mended. */
final class WatchedFiles implements ConfigurationFiles, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);
    private static final int TICKS_BETWEEN_FULL_SCANS = 10;

    private final Tools tools;
    private final List<Running<?>> running = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "narthex-configuration");
        thread.setDaemon(true);
        return thread;
    });
    private int ticks;

    WatchedFiles(Tools tools) {
        this.tools = tools;
        var unused = executor.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public <T> ConfigurationSet<T> set(String pid, NamedReader<T> reader, Function<? super T, String> id) {
        return new RunningSet<>(run(new Kind<>(pid, true, false, reader, id), Held::value));
    }

    @Override
    public <T> ConfigurationSet<Proposal<T>> proposals(
            String pid, NamedReader<T> reader, Function<? super T, String> id) {
        return new RunningSet<>(this.<T, Proposal<T>>run(new Kind<>(pid, true, true, reader, id), held -> held));
    }

    @Override
    public <T> ConfigurationValue<T> value(String pid, Function<Settings, T> reader) {
        Kind<T> kind = new Kind<>(pid, false, false, (name, settings) -> reader.apply(settings), value -> pid);
        return new RunningValue<>(run(kind, Held::value));
    }

    /** Looks at once at what was delivered under a PID. */
    void delivered(String pid) {
        running.stream().filter(one -> one.watches(pid)).forEach(this::scanSoon);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        running.forEach(Running::close);
    }

    private <T, V> Running<V> run(Kind<T> kind, Function<Held<T>, V> view) {
        Running<V> started = new Running<>(new Watch<>(kind, tools, view), running);
        running.add(started);
        scanSoon(started); // for what was delivered between the first look and now
        return started;
    }

    private void scanSoon(Running<?> one) {
        if (!one.awaited.compareAndSet(false, true)) {
            return; // a scan that has not begun yet sees this delivery too
        }
        try {
            executor.execute(() -> {
                one.awaited.set(false);
                scan(one);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped, so nothing is read any more");
        }
    }

    private void tick() {
        boolean full = ++ticks % TICKS_BETWEEN_FULL_SCANS == 0;
        running.stream().filter(one -> full || !one.watch.isSettled()).forEach(this::scan);
    }

    private void scan(Running<?> one) {
        try {
            if (one.watch.scan()) {
                one.listeners.forEach(Runnable::run);
            }
        } catch (RuntimeException e) {
            // Whatever a listener or Config Admin throws, the other watches must go on.
            LOG.error("{}: the configuration could not be looked through", one.watch.pid(), e);
        }
    }

    /** A watch and who wants to know. */
    private static final class Running<V> implements AutoCloseable {

        private final Watch<?, V> watch;
        private final List<Running<?>> all;
        private final AtomicBoolean awaited = new AtomicBoolean();
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

        Running(Watch<?, V> watch, List<Running<?>> all) {
            this.watch = watch;
            this.all = all;
        }

        boolean watches(String pid) {
            return pid.equals(watch.pid()) || pid.startsWith(watch.pid() + "~");
        }

        @Override
        public void close() {
            all.remove(this);
            listeners.clear();
            watch.close();
        }
    }

    private record RunningSet<V>(Running<V> running) implements ConfigurationSet<V> {

        @Override
        public Map<String, V> current() {
            return running.watch.current();
        }

        @Override
        public void onChange(Runnable listener) {
            running.listeners.add(listener);
        }

        @Override
        public void close() {
            running.close();
        }
    }

    private record RunningValue<V>(Running<V> running) implements ConfigurationValue<V> {

        @Override
        public Optional<V> current() {
            return running.watch.current().values().stream().findFirst();
        }

        @Override
        public void onChange(Runnable listener) {
            running.listeners.add(listener);
        }

        @Override
        public void close() {
            running.close();
        }
    }
}
