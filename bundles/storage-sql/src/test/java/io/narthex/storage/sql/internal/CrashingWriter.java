package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that writes records, says on its output what it was told is done, and goes on until it is killed: {@code
 * created id}, {@code replaced id}, {@code removed id}.
 */
final class CrashingWriter {

    private static final int THREADS = 4;

    private CrashingWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(Path.of(arguments[0])));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "thread-" + i + "-";
            threads.add(new Thread(() -> write(store, out, name)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What becomes of a record after it was created, and may have become of it when nobody was told any more. */
    static String nextState(String id) {
        int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        return List.of("created", "replaced", "removed").get(number % 3);
    }

    private static void write(SqlRecordStore store, PrintStream out, String name) {
        for (int i = 0; ; i++) {
            RecordKey key = new RecordKey("thing", name + i);
            StoredRecord made =
                    store.create(RecordDraft.of(key, "created")).orElseThrow(() -> new IllegalStateException(key.id()));
            out.println("created " + key.id());
            String next = nextState(key.id());
            if (next.equals("replaced")
                    && store.replace(RecordDraft.of(key, "replaced"), made.version())
                            .isPresent()) {
                out.println("replaced " + key.id());
            }
            if (next.equals("removed") && store.remove(key)) {
                out.println("removed " + key.id());
            }
        }
    }
}
