package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import io.narthex.provider.ProviderSettings;
import io.narthex.settings.Settings;
import io.narthex.settings.files.ConfigurationProblem;
import io.narthex.web.internal.site.Site;
import io.narthex.web.internal.site.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadinessTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeBackends backends = new FakeBackends();
    private final List<ConfigurationProblem> problems = new ArrayList<>();
    private final Site site = new Site(
            () -> Optional.of(ProviderSettings.from(Settings.of(Map.of("issuer", "https://login.example/dex")))),
            WebSettings::byDefault);
    private boolean serving = true;
    private Path file = Path.of("status");
    private Readiness readiness = readiness(file);

    @Before
    public void placeTheFile() {
        file = folder.getRoot().toPath().resolve("narthex/status");
        readiness = readiness(file);
    }

    private Readiness readiness(Path at) {
        return new Readiness(site, backends, () -> problems, () -> serving, new StatusFile(at));
    }

    @Test
    public void isReadyWhenEverythingIs() throws IOException {
        assertEquals(List.of("ready https://login.example/dex"), look());
    }

    @Test
    public void isStartingUntilThen() throws IOException {
        serving = false;
        assertEquals(List.of("starting"), look());
        serving = true;
        backends.there = false;
        assertEquals(List.of("starting"), look());
    }

    @Test
    public void saysWhatIsMissing() throws IOException {
        backends.provider.well = false;
        problems.add(new ConfigurationProblem("narthex.web.cfg", "hsts", "hsts: unknown\nkey", false, Instant.EPOCH));
        assertEquals(
                List.of(
                        "problem narthex.web.cfg: hsts: unknown key; it is not in force",
                        "problem store db.internal: does not answer"),
                look());
    }

    @Test
    public void namesAStoreThatIsMissing() throws IOException {
        backends.there = false;
        backends.hasStore = false;
        assertEquals(
                List.of("problem storage: none in service; etc/narthex.storage.sql.cfg and its feature give one"),
                look());
    }

    @Test
    public void saysWhatIsWrongAlthoughPeopleCanSignIn() throws IOException {
        problems.add(new ConfigurationProblem("narthex.client-a.cfg", "id", "id: taken", true, Instant.EPOCH));
        assertEquals(
                List.of(
                        "ready https://login.example/dex",
                        "problem narthex.client-a.cfg: id: taken; the last good one stays in force"),
                look());
    }

    @Test
    public void takesTheFileAwayAtTheEnd() throws IOException {
        look();
        readiness.end();
        assertFalse(Files.exists(file));
    }

    private List<String> look() throws IOException {
        readiness.look();
        return Files.readAllLines(file);
    }
}
