package io.narthex.provider.internal.connector;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class PlaceTest {

    private static final Times TIMES = new Times(
            () -> Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    /** Removing a factory takes two steps, and an opening may end between them. */
    @Test
    public void waitsForAnotherFactoryWhenItsOwnGoesWhileItOpens() throws Exception {
        FakeDefinitions files = new FakeDefinitions();
        files.define("x", "fake", "X", Map.of("host", "one"));
        Factories factories = new Factories();
        FakeFactory first = new FakeFactory();
        first.gate = new CountDownLatch(1);
        factories.add("fake", 0, first);
        try (Workers workers = new Workers()) {
            var proposal = Objects.requireNonNull(files.current().get("x"));
            Place place = new Place(proposal, factories, workers, TIMES);
            place.want(proposal);
            factories.remove(first);
            first.gate.countDown();
            await("opened in vain, and closed").until(() -> !first.opened.isEmpty() && first.last().closed);

            CompletableFuture<OpenConnector> caller = CompletableFuture.supplyAsync(place::enter);
            place.lose(first).get(1, TimeUnit.SECONDS);
            assertFalse("let down", caller.isCompletedExceptionally());
            factories.add("fake", 0, new FakeFactory());
            place.factoriesChanged();
            OpenConnector open = caller.get(20, TimeUnit.SECONDS);
            assertEquals("one", ((FakeFactory.FakeConnector) open.connector()).ask());
            open.leave();
        }
    }
}
