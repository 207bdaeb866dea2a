package io.narthex.provider.internal.upstream;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.keys.Sealer;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.FakeUpstream;
import io.narthex.provider.internal.MovableClock;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.upstream.Upstreams.Subject;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class UpstreamsTest {

    private static final Subject JANE = new Subject("jane", "up", true);
    private static final Subject JANE_WITHOUT_GROUPS = new Subject("jane", "up", false);
    private static final Identity IDENTITY = FakeUpstream.JANE;

    private final MovableClock clock = new MovableClock();
    private final MemoryRecordStore store = new MemoryRecordStore();
    private final ProviderSettings settings = TestProvider.settings();
    private final Upstreams upstreams = new Upstreams(records(), clock, Duration.ofMillis(50));
    private final Upstreams elsewhere = new Upstreams(records(), clock, Duration.ofMillis(50));
    private final List<Optional<String>> asked = new ArrayList<>();

    @After
    public void stop() {
        store.close();
    }

    @Test
    public void keepsNothingOfAConnectorThatKeepsNothing() {
        upstreams.signedIn(JANE, IDENTITY);
        assertEquals(IDENTITY, refresh(upstreams, Optional.empty()));
        assertEquals(Optional.empty(), store.find(new RecordKey("upstream", "jane")));
    }

    @Test
    public void givesTheConnectorWhatItHandedOutLast() {
        signIn("one");
        assertEquals(IDENTITY, refresh(upstreams, Optional.of("two")));
        refresh(elsewhere, Optional.empty());
        refresh(upstreams, Optional.of("three"));
        signIn("four");
        refresh(upstreams, Optional.of("five"));
        assertEquals(List.of(Optional.of("one"), Optional.of("two"), Optional.of("two"), Optional.of("four")), asked);
    }

    @Test
    public void keepsWhatThereIsWhenASignInBringsNothing() {
        signIn("one");
        upstreams.signedIn(JANE, IDENTITY);
        refresh(upstreams, Optional.of("two"));
        assertEquals(List.of(Optional.of("one")), asked);
    }

    @Test
    public void letsOnlyOneAskAndDoesNotWaitForEver() {
        signIn("one");
        upstreams.refresh(JANE, IDENTITY, last -> {
            assertThrows(UpstreamUnavailableException.class, () -> refresh(elsewhere, Optional.of("never")));
            return IDENTITY.withConnectorData("two");
        });
        assertEquals(List.of(), asked);
        refresh(elsewhere, Optional.of("three"));
        assertEquals(List.of(Optional.of("two")), asked);
    }

    @Test
    public void goesOnAfterANodeThatDied() {
        signIn("one");
        upstreams.refresh(JANE, IDENTITY, last -> {
            clock.advance(Duration.ofMinutes(2));
            refresh(elsewhere, Optional.of("two"));
            return IDENTITY.withConnectorData("too late");
        });
        refresh(elsewhere, Optional.of("three"));
        assertEquals(List.of(Optional.of("one"), Optional.of("two")), asked);
    }

    @Test
    public void doesNotOverwriteASignInThatCameMeanwhile() {
        signIn("one");
        upstreams.refresh(JANE, IDENTITY, last -> {
            signIn("two");
            return IDENTITY.withConnectorData("of one");
        });
        refresh(upstreams, Optional.of("three"));
        assertEquals(List.of(Optional.of("two")), asked);
    }

    @Test
    public void triesAgainWithTheNewSignInWhenTheOldOneIsRefused() {
        signIn("one");
        Identity now = upstreams.refresh(JANE, IDENTITY, last -> {
            if (last.connectorData().equals(Optional.of("one"))) {
                signIn("two");
                throw SignInRefusedException.notPermitted("fake: old");
            }
            return IDENTITY.withUsername("new").withConnectorData("three");
        });
        assertEquals("Jane Doe", now.username());
        refresh(upstreams, Optional.of("four"));
        assertEquals(List.of(Optional.of("two")), asked);
    }

    @Test
    public void forgetsWhatTheUpstreamRefuses() {
        signIn("one");
        assertThrows(
                SignInRefusedException.class,
                () -> upstreams.refresh(JANE, IDENTITY, last -> {
                    throw SignInRefusedException.notPermitted("fake: gone");
                }));
        refresh(upstreams, Optional.empty());
        assertEquals(List.of(Optional.empty()), asked);
    }

    @Test
    public void letsTheNextOneInWhateverHappens() {
        signIn("one");
        for (RuntimeException problem :
                List.of(new UpstreamUnavailableException("fake: down"), new IllegalStateException("fake: a mistake"))) {
            assertThrows(
                    problem.getClass(),
                    () -> upstreams.refresh(JANE, IDENTITY, last -> {
                        throw problem;
                    }));
        }
        refresh(elsewhere, Optional.of("two"));
        assertEquals(List.of(Optional.of("one")), asked);
    }

    @Test
    public void doesNotShareWhatWasSeenWithoutGroups() {
        upstreams.signedIn(JANE_WITHOUT_GROUPS, IDENTITY.withConnectorData("one"));
        Kept kept = records().find("jane").orElseThrow().kept().seenAs(IDENTITY, false);
        assertTrue(kept.answers(0, false));
        assertEquals(false, kept.answers(0, true) || kept.answers(1, false));
    }

    @Test
    public void sealsTheDataAnewEachTimeTheyAreWritten() {
        signIn("one");
        String first = body("jane");
        refresh(upstreams, Optional.empty());
        assertEquals(
                Optional.of("one"), records().find("jane").orElseThrow().kept().data());
        assertNotEquals(data(first), data(body("jane")));
        assertFalse(first, first.contains("\"one\""));
    }

    @Test
    public void doesNotTakeTheDataOfAnotherPersonForTheirs() {
        signIn("one");
        upstreams.signedIn(new Subject("joe", "up", true), IDENTITY.withConnectorData("joe's"));
        StoredRecord joe = store.find(new RecordKey("upstream", "joe")).orElseThrow();
        store.replace(RecordDraft.of(joe.key(), body("jane")), joe.version());
        assertEquals(
                Optional.empty(), records().find("joe").orElseThrow().kept().data());
        assertEquals(
                Optional.of("one"), records().find("jane").orElseThrow().kept().data());
    }

    @Test
    public void asksWithoutDataWhenTheKeysAreGoneAndKeepsTheNextOnes() {
        signIn("one");
        StoredRecord jane = store.find(new RecordKey("upstream", "jane")).orElseThrow();
        String lost = jane.body().replace(data(jane.body()), "A".repeat(48));
        store.replace(RecordDraft.of(jane.key(), lost), jane.version());
        refresh(upstreams, Optional.of("two"));
        refresh(upstreams, Optional.empty());
        assertEquals(List.of(Optional.empty(), Optional.of("two")), asked);
    }

    @Test
    public void refusesMoreDataThanItCanKeepAndLetsTheNextOneIn() {
        signIn("one");
        String much = "m".repeat(Sealer.MAX_CONTENT_BYTES / 3 + 1);
        assertThrows(UpstreamUnavailableException.class, () -> refresh(upstreams, Optional.of(much)));
        refresh(elsewhere, Optional.of("\u20ac".repeat(Sealer.MAX_CONTENT_BYTES / 3)));
        assertEquals(List.of(Optional.of("one"), Optional.of("one")), asked);
    }

    private KeptRecords records() {
        return new KeptRecords(store, TestProvider.KEYS, () -> settings, clock);
    }

    private String body(String owner) {
        return store.find(new RecordKey("upstream", owner)).orElseThrow().body();
    }

    private static String data(String body) {
        return body.replaceAll(".*\"data\":\"([A-Za-z0-9_-]+)\".*", "$1");
    }

    private void signIn(String data) {
        upstreams.signedIn(JANE, IDENTITY.withConnectorData(data));
    }

    private Identity refresh(Upstreams node, Optional<String> handedOut) {
        return node.refresh(JANE, IDENTITY, last -> {
            asked.add(last.connectorData());
            return handedOut.map(IDENTITY::withConnectorData).orElse(IDENTITY);
        });
    }
}
