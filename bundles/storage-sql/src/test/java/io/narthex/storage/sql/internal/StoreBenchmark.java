package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints how many records each store creates and replaces in a second: a sign-in is one of each. A program to run by hand;
 * its only argument is how many seconds to take for each figure.
 */
final class StoreBenchmark {

    private static final String BODY = "{\"filler\":\"" + "x".repeat(600) + "\"}";

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Duration length = Duration.ofSeconds(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        try (MemoryRecordStore store = new MemoryRecordStore()) {
            measure("memory", store, length);
        }
        Path folder = Files.createTempDirectory("narthex-benchmark");
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(folder.resolve("narthex")))) {
            measure("h2", store, length);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                SqlRecordStore store = SqlRecordStore.open(TestDatabases.postgresql(server.getPort()))) {
            measure("postgresql", store, length);
        }
    }

    private static void measure(String name, RecordStore store, Duration length) throws Exception {
        for (int threads : new int[] {1, 8}) {
            count(store, threads, length.dividedBy(2));
            long pairs = count(store, threads, length);
            System.out.printf(
                    "%-10s %d thread(s): %,d creates and as many replaces per second%n",
                    name, threads, pairs * 1000 / length.toMillis());
        }
    }

    private static long count(RecordStore store, int threads, Duration length) throws Exception {
        AtomicLong pairs = new AtomicLong();
        long end = System.nanoTime() + length.toNanos();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(executor.submit(() -> {
                while (System.nanoTime() < end) {
                    createAndReplace(store);
                    pairs.incrementAndGet();
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        executor.shutdown();
        return pairs.get();
    }

    private static void createAndReplace(RecordStore store) {
        String id = UUID.randomUUID().toString();
        RecordDraft draft = RecordDraft.of(new RecordKey("grant", id), BODY)
                .expiringAt(Instant.now().plusSeconds(600))
                .indexedBy(Map.of("owner", id, "client", "app"));
        StoredRecord made = store.create(draft).orElseThrow();
        if (store.replace(draft.expiringAt(Instant.now().plusSeconds(3600)), made.version())
                .isEmpty()) {
            throw new IllegalStateException("grant: not replaced");
        }
    }
}
