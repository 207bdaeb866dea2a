package io.narthex.storage.sql.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What happens to the file: crashes, damage, other processes. */
public final class H2FileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void keepsEveryAcknowledgedWriteWhenTheProcessIsKilled() throws Exception {
        Process writer = startWriter();
        await().atMost(1, MINUTES).until(() -> acknowledged().size() >= 400);
        writer.destroyForcibly();
        // What a process answers that was killed with signal 9.
        assertEquals(128 + 9, writer.waitFor());

        Map<String, String> last = new TreeMap<>();
        acknowledged().forEach(line -> {
            String[] words = line.split(" ", 2);
            last.put(words[1], words[0]);
        });
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(file()))) {
            last.forEach((id, state) -> {
                String found = store.find(new RecordKey("thing", id))
                        .map(StoredRecord::body)
                        .orElse("removed");
                assertTrue(
                        id + ": " + state + " was acknowledged, " + found + " was found",
                        found.equals(state) || (state.equals("created") && found.equals(CrashingWriter.nextState(id))));
            });
        }
    }

    @Test
    public void keepsRecordsWhenClosedAndOpened() {
        RecordKey key = new RecordKey("thing", "1");
        StoredRecord made;
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(file()))) {
            made = store.create(RecordDraft.of(key, "{}")).orElseThrow();
        }
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(file()))) {
            assertEquals(Optional.of(made), store.find(key));
        }
    }

    @Test
    public void losesNothingWhenCallersAreInterrupted() throws Exception {
        losesNothing(100, (callers, round) -> callers.get(round % 4).interrupt());
    }

    @Test
    public void losesNothingAndGoesOnWhenTheDatabaseIsClosedUnderIt() throws Exception {
        SqlSettings settings = TestDatabases.h2(file());
        losesNothing(20, (callers, round) -> {
            try (Connection connection =
                            settings.dialect().dataSource(settings.limits()).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown immediately"); // what H2 does to itself when the disk is full
            }
        });
    }

    private interface Disturbance {
        void strike(List<Thread> callers, int round) throws SQLException;
    }

    private void losesNothing(int rounds, Disturbance disturbance) throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(file()))) {
            List<Thread> callers = IntStream.range(0, 4)
                    .mapToObj(i -> new Thread(() -> writeUntil(done, store, "thread-" + i + "-", acknowledged)))
                    .toList();
            callers.forEach(Thread::start);
            try {
                for (int round = 1; round <= rounds; round++) {
                    int enough = acknowledged.size() + 5;
                    await().pollInterval(1, MILLISECONDS).atMost(1, MINUTES).until(() -> acknowledged.size() >= enough);
                    disturbance.strike(callers, round);
                }
            } finally {
                done.set(true);
                for (Thread caller : callers) {
                    caller.join();
                }
            }
            acknowledged.forEach(
                    id -> assertTrue(id, store.find(new RecordKey("thing", id)).isPresent()));
        }
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(file()))) {
            acknowledged.forEach(
                    id -> assertTrue(id, store.find(new RecordKey("thing", id)).isPresent()));
        }
    }

    @Test
    public void letsOnlyTheOwnerReadTheFile() throws Exception {
        try (SqlRecordStore store = SqlRecordStore.open(TestDatabases.h2(file()))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(stored())));
            assertTrue(store.find(new RecordKey("thing", "1")).isEmpty());
        }
    }

    @Test
    public void saysThatAnotherProcessHasTheFile() throws Exception {
        Process writer = startWriter();
        try {
            await().atMost(1, MINUTES).until(() -> !acknowledged().isEmpty());
            assertRefused("the file is in use by another process");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    @Test
    public void saysThatTheFileIsDamaged() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(stored(), "This is not a database. ".repeat(1000));
        assertRefused("the file is damaged; put a backup in its place");
    }

    @Test
    public void refusesAnEmptyFileForItOnceHeldRecords() throws Exception {
        Files.createDirectories(file().getParent());
        Files.createFile(stored());
        assertRefused("the file is empty; put a backup in its place, or remove it to begin without any records");
    }

    private void assertRefused(String problem) {
        StorageException refusal =
                assertThrows(StorageException.class, () -> SqlRecordStore.open(TestDatabases.h2(file())));
        assertEquals("h2 " + file() + ": " + problem, refusal.getMessage());
    }

    private Process startWriter() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashingWriter.class.getName(),
                        file().toString())
                .redirectOutput(output().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Path file() {
        return folder.getRoot().toPath().resolve("narthex").resolve("narthex");
    }

    private Path stored() {
        return file().resolveSibling("narthex.mv.db");
    }

    private static void writeUntil(AtomicBoolean done, SqlRecordStore store, String name, Set<String> acknowledged) {
        for (int i = 0; !done.get(); i++) {
            try {
                if (store.create(RecordDraft.of(new RecordKey("thing", name + i), "{}"))
                        .isPresent()) {
                    acknowledged.add(name + i);
                }
            } catch (StorageException e) {
                // whoever is struck may well be told that it failed; others must not be kept from going on
            }
        }
    }

    private Path output() {
        return folder.getRoot().toPath().resolve("output");
    }

    /** The lines that the writer finished. */
    private List<String> acknowledged() throws IOException {
        String text = Files.readString(output());
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
