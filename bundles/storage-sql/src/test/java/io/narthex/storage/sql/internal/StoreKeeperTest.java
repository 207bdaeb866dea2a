package io.narthex.storage.sql.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.hasItem;
import static org.junit.Assert.assertEquals;

import io.narthex.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Test;

public final class StoreKeeperTest {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final StoreKeeper<String, FakeStore> keeper =
            new StoreKeeper<>(this::open, this::publish, Duration.ofMillis(2));

    @After
    public void close() {
        keeper.close();
    }

    @Test
    public void putsAStoreIntoServiceAndTakesItBackBeforeItCloses() {
        keeper.use(Optional.of("a"));
        awaitEvent("published a");
        keeper.close();
        assertEquals(List.of("opened a", "published a", "withdrawn a", "closed a"), events);
    }

    @Test
    public void triesAgainUntilTheDatabaseAnswers() {
        down.add("a");
        keeper.use(Optional.of("a"));
        await().atMost(10, SECONDS)
                .until(() -> events.stream().filter("failed a"::equals).count() >= 3);
        down.clear();
        awaitEvent("published a");
    }

    @Test
    public void opensTheNewStoreBeforeItEndsTheOld() {
        keeper.use(Optional.of("a"));
        keeper.use(Optional.of("b"));
        awaitEvent("closed a");
        assertEquals(List.of("opened a", "published a", "opened b", "published b", "withdrawn a", "closed a"), events);
    }

    @Test
    public void keepsTheOldStoreWhileTheNewOneDoesNotOpen() {
        keeper.use(Optional.of("a"));
        down.add("b");
        keeper.use(Optional.of("b"));
        awaitEvent("failed b");
        assertEquals(List.of("opened a", "published a", "failed b"), events.subList(0, 3));

        down.clear();
        awaitEvent("closed a");
    }

    @Test
    public void goesBackToTheOldSettingsWithoutOpeningThemAgain() {
        keeper.use(Optional.of("a"));
        down.add("b");
        keeper.use(Optional.of("b"));
        awaitEvent("failed b");
        keeper.use(Optional.of("a"));
        keeper.use(Optional.empty());
        awaitEvent("closed a");
        assertEquals(1, events.stream().filter("opened a"::equals).count());
    }

    @Test
    public void takesTheStoreBackWhenThereAreNoSettingsAnyMore() {
        keeper.use(Optional.of("a"));
        keeper.use(Optional.empty());
        awaitEvent("closed a");
        assertEquals(List.of("opened a", "published a", "withdrawn a", "closed a"), events);
    }

    private void awaitEvent(String event) {
        await().atMost(10, SECONDS).until(() -> events, hasItem(event));
    }

    private FakeStore open(String settings) {
        if (down.contains(settings)) {
            events.add("failed " + settings);
            throw new StorageException(settings + ": down on purpose");
        }
        events.add("opened " + settings);
        return new FakeStore(settings);
    }

    private Runnable publish(FakeStore store) {
        events.add("published " + store.settings);
        return () -> events.add("withdrawn " + store.settings);
    }

    private final class FakeStore implements AutoCloseable {

        private final String settings;

        FakeStore(String settings) {
            this.settings = settings;
        }

        @Override
        public void close() {
            events.add("closed " + settings);
        }
    }
}
