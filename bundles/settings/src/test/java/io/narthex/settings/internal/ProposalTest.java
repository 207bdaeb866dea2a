package io.narthex.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.files.Proposal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ProposalTest {

    private static final Kind<Map<String, String>> CONNECTORS = new Kind<>(
            "narthex.connector", true, true, (name, settings) -> settings.remaining(), value -> value.get("id"));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private EtcFolder etc = new EtcFolder(Path.of("target"));

    @Before
    public void makeFolder() {
        etc = new EtcFolder(folder.getRoot().toPath());
    }

    @Test
    public void becomesTheLastGoodOneOnlyWhenItIsAccepted() {
        etc.save("narthex.connector-a.cfg", "id = a", "host = one");
        Watch<Map<String, String>, Proposal<Map<String, String>>> watch = watch();
        at(watch, "a").accept();
        etc.save("narthex.connector-a.cfg", "id = a", "host = two");
        assertTrue(watch.scan());
        Proposal<Map<String, String>> second = at(watch, "a");
        assertEquals("two", second.value().get("host"));
        assertEquals(Optional.of(Map.of("id", "a", "host", "one")), second.lastGood());
        second.refuse(new InvalidSettingException("host", "expected three"));
        assertEquals(
                List.of("narthex.connector-a.cfg: host: expected three; the last good one stays in force"),
                etc.problems());

        Proposal<Map<String, String>> afterRestart = at(watch(), "a");
        assertEquals("two", afterRestart.value().get("host"));
        assertEquals(Optional.of(Map.of("id", "a", "host", "one")), afterRestart.lastGood());
        assertEquals(List.of(), etc.problems());
    }

    @Test
    public void isWithoutProblemOnceItOrALaterOneIsAccepted() {
        etc.save("narthex.connector-a.cfg", "id = a", "host = one");
        Watch<Map<String, String>, Proposal<Map<String, String>>> watch = watch();
        Proposal<Map<String, String>> first = at(watch, "a");
        first.refuse(new InvalidSettingException("host", "expected two"));
        assertEquals(List.of("narthex.connector-a.cfg: host: expected two; it is not in force"), etc.problems());
        etc.save("narthex.connector-a.cfg", "id = a", "host = two");
        watch.scan();
        at(watch, "a").accept();
        assertEquals(List.of(), etc.problems());
        first.refuse(new InvalidSettingException("host", "too late"));
        assertEquals(List.of(), etc.problems());
    }

    @Test
    public void theLastGoodOneIsNotOfferedUnderAnotherId() {
        etc.save("narthex.connector-a.cfg", "id = a");
        Watch<Map<String, String>, Proposal<Map<String, String>>> watch = watch();
        at(watch, "a").accept();
        etc.save("narthex.connector-a.cfg", "id = b");
        watch.scan();
        assertEquals(Optional.empty(), at(watch, "b").lastGood());
    }

    private Watch<Map<String, String>, Proposal<Map<String, String>>> watch() {
        return new Watch<>(CONNECTORS, etc.start(), held -> held);
    }

    private static Proposal<Map<String, String>> at(
            Watch<Map<String, String>, Proposal<Map<String, String>>> watch, String id) {
        return Objects.requireNonNull(watch.current().get(id), id);
    }
}
