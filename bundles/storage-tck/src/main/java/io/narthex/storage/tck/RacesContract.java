package io.narthex.storage.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.StoredRecord;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

/** Second chapter: what many callers at once get. Everything that must happen once rests on it. */
public abstract class RacesContract extends SingleRecordContract {

    private static final int CALLERS = 50;
    private static final int ROUNDS = 10;

    /** Made for each test by JUnit. */
    protected RacesContract() {}

    @Test
    public void letsOneOfManyCreate() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "round-" + round;
            List<Optional<StoredRecord>> answers = Threads.together(
                    CALLERS, thread -> store().create(RecordDraft.of(key(id), "{\"thread\":" + thread + "}")));
            List<StoredRecord> winners =
                    answers.stream().flatMap(Optional::stream).toList();
            assertEquals(1, winners.size());
            assertEquals(Optional.of(winners.get(0)), store().find(key(id)));
        }
    }

    @Test
    public void letsOneOfManyReplace() throws Exception {
        StoredRecord made = created(draft("1"));
        for (int round = 0; round < ROUNDS; round++) {
            long version = made.version();
            List<StoredRecord> winners = Threads.together(CALLERS, thread -> store().replace(
                                    RecordDraft.of(key("1"), "{\"thread\":" + thread + "}"), version))
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertEquals(1, winners.size());
            made = winners.get(0);
            assertEquals(Optional.of(made), store().find(key("1")));
        }
    }

    @Test
    public void letsOneOfManyRemove() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            created(owned("1", "alice"));
            List<Boolean> answers = Threads.together(CALLERS, thread -> store().remove(key("1")));
            assertEquals(1, Collections.frequency(answers, true));
            assertEquals(List.of(), idsBy("owner", "alice"));
        }
    }

    @Test
    public void letsEitherReplaceOrRemoveComeFirst() throws Exception {
        for (int round = 0; round < ROUNDS * 3; round++) {
            StoredRecord made = created(owned("1", "alice"));
            List<Boolean> answers = Threads.together(
                    4,
                    thread -> thread == 0
                            ? store().replace(owned("1", "bob"), made.version()).isPresent()
                            : store().remove(key("1")));
            assertEquals(1, Collections.frequency(answers.subList(1, 4), true));
            assertEquals(Optional.empty(), store().find(key("1")));
            assertEquals(List.of(), idsBy("owner", "alice"));
            assertEquals(List.of(), idsBy("owner", "bob"));
        }
    }

    @Test
    public void losesNoUpdateOfACounterThatManyRaise() throws Exception {
        created(RecordDraft.of(key("counter"), "0"));
        Threads.together(20, thread -> {
            for (int i = 0; i < 10; i++) {
                raiseCounter();
            }
            return thread;
        });
        assertEquals("200", store().find(key("counter")).orElseThrow().body());
    }

    @Test
    public void answersAHundredThreadsThatDoAllSortsOfThings() throws Exception {
        Threads.together(100, thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 30; i++) {
                doSomething(random);
            }
            return thread;
        });
        for (StoredRecord record : store().list("thing", Optional.empty(), 1000).records()) {
            assertEquals(Optional.of(record), store().find(record.key()));
            Optional<String> owner = Optional.ofNullable(record.indexes().get("owner"));
            assertTrue(owner.isEmpty()
                    || idsBy("owner", owner.get()).contains(record.key().id()));
        }
    }

    private void raiseCounter() {
        Optional<StoredRecord> replaced;
        do {
            StoredRecord seen = store().find(key("counter")).orElseThrow();
            String next = "" + (Integer.parseInt(seen.body()) + 1);
            replaced = store().replace(RecordDraft.of(key("counter"), next), seen.version());
        } while (replaced.isEmpty());
    }

    private void doSomething(Random random) {
        String id = "" + random.nextInt(20);
        RecordDraft draft = owned(id, "owner-" + random.nextInt(3)).expiringAt(NOW.plusSeconds(random.nextInt(100)));
        switch (random.nextInt(7)) {
            case 0, 1 -> store().create(draft);
            case 2 -> store().find(key(id)).ifPresent(seen -> store().replace(draft, seen.version()));
            case 3 -> store().remove(key(id));
            case 4 -> store().list("thing", Optional.empty(), 5);
            case 5 -> idsBy("owner", "owner-1");
            default -> store().sweep(NOW.plusSeconds(50), 3);
        }
    }
}
