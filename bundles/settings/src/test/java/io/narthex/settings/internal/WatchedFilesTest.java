package io.narthex.settings.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.files.ConfigurationSet;
import io.narthex.settings.files.ConfigurationValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WatchedFilesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private EtcFolder etc = new EtcFolder(Path.of("target"));
    private WatchedFiles files = new WatchedFiles(etc.start());

    @Before
    public void start() {
        files.close();
        etc = new EtcFolder(folder.getRoot().toPath());
        files = new WatchedFiles(etc.start());
    }

    @After
    public void stop() {
        files.close();
    }

    @Test
    public void tellsItsListenersAtOnceWhatWasDelivered() {
        ConfigurationSet<String> set =
                files.set("narthex.user", (name, settings) -> settings.text("mail"), mail -> mail);
        AtomicInteger calls = new AtomicInteger();
        set.onChange(() -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a listener's own mistake");
        });
        etc.save("narthex.user-a.cfg", "mail = a@example.com");
        files.delivered("narthex.user");
        await().atMost(Duration.ofMillis(900)).until(() -> calls.get() == 1);
        assertEquals(Set.of("a@example.com"), set.current().keySet());
        etc.save("narthex.user-b.cfg", "mail = b@example.com");
        files.delivered("narthex.user");
        await().until(() -> calls.get() == 2);
    }

    @Test
    public void readsTheOneFileOfAKind() {
        ConfigurationValue<Integer> value = files.value("narthex.web", settings -> settings.number("limit", 5, 1, 10));
        assertEquals(Optional.empty(), value.current());
        etc.save("narthex.web.cfg", "limit = 7");
        etc.save("narthex.web-other.cfg", "limit = 8");
        files.delivered("narthex.web");
        await().until(() -> value.current().equals(Optional.of(7)));
        assertTrue(etc.problems()
                .get(0)
                .startsWith("narthex.web-other.cfg: the name of the file must have the form narthex.web.cfg"));
        etc.save("narthex.web.cfg", "limit = 70");
        files.delivered("narthex.web");
        await().until(() -> etc.problems().size() == 2);
        assertEquals(Optional.of(7), value.current());
    }

    @Test
    public void mendsByItselfWhatNeedsNoDelivery() {
        etc.write("narthex.web.cfg", "limit = 7");
        etc.deliver("narthex.web.cfg");
        ConfigurationValue<Integer> value = files.value("narthex.web", settings -> settings.number("limit", 5, 1, 10));
        assertEquals(Optional.empty(), value.current());
        etc.write("narthex.web.cfg", "limit = 7\n");
        await().until(() -> value.current().equals(Optional.of(7)));
        assertEquals(0, etc.problems().size());
    }

    @Test
    public void forgetsTheProblemsOfWhatIsClosed() {
        etc.save("narthex.web.cfg", "limit = 70");
        ConfigurationValue<Integer> value = files.value("narthex.web", settings -> settings.number("limit", 5, 1, 10));
        assertEquals(1, etc.problems().size());
        value.close();
        assertEquals(0, etc.problems().size());
    }
}
