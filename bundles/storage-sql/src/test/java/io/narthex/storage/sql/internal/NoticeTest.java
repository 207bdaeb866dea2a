package io.narthex.storage.sql.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public final class NoticeTest {

    @Test
    public void tellsOfChangesAndWholeKinds() {
        List<RecordChange> changes =
                List.of(new RecordChange("thing", "a b/é"), RecordChange.of("other"), new RecordChange("thing", " "));
        assertEquals(List.of(new Notice("me", false, changes)), read(Notice.of("me", changes)));
    }

    @Test
    public void givesASignOfLifeWhenThereIsNothingToTell() {
        assertEquals(List.of(new Notice("me", false, List.of())), read(Notice.of("me", List.of())));
        assertEquals(new Notice("me", true, List.of()), Notice.read(Notice.farewell("me")));
    }

    @Test
    public void splitsWhatIsLongerThanTheServerAllows() {
        List<RecordChange> changes = IntStream.range(0, 500)
                .mapToObj(i -> new RecordChange("thing", "é".repeat(120) + i))
                .toList();
        List<String> notices = Notice.of("me", changes);
        notices.forEach(text -> assertTrue(text.getBytes(StandardCharsets.UTF_8).length < 8000));
        assertEquals(
                changes,
                read(notices).stream()
                        .flatMap(notice -> notice.changes().stream())
                        .toList());
    }

    @Test
    public void readsWhatAStrangerSentWithoutComplaint() {
        for (String text : List.of("", "\n", "x", " ", "x\n\n y\nz", "\n\n\n")) {
            assertEquals(text, 0, Notice.read(text).changes().size());
        }
    }

    @Test
    public void missesANodeThatFellSilentButNotOneThatSaidGoodBye() {
        Peers peers = new Peers();
        assertFalse(peers.heard(Notice.read(Notice.farewell(peers.self())), 0));
        assertTrue(peers.heard(new Notice("a", false, List.of()), 0));
        assertTrue(peers.heard(new Notice("b", false, List.of()), 0));
        assertTrue(peers.heard(new Notice("b", true, List.of()), 1));
        assertFalse(peers.anyLost(1_000_000_000L));
        assertTrue(peers.anyLost(2_000_000_000L));
        assertFalse(peers.anyLost(3_000_000_000L));
    }

    private static List<Notice> read(List<String> texts) {
        return texts.stream().map(Notice::read).toList();
    }
}
