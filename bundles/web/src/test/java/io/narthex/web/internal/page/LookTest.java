package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class LookTest {

    private static final Path HOME = Path.of("/opt/narthex");

    @Test
    public void isNarthexsOwnWhereNothingIsSet() {
        assertEquals(Look.builtIn("/dex"), Look.from(Settings.of(Map.of()), "/dex", HOME));
    }

    @Test
    public void readsNameAndFolderAndKnowsNoOtherKey() {
        Settings settings = Settings.of(Map.of("issuerName", "Acme", "theme.dir", "etc/theme"));
        assertEquals(new Look("Acme", "", Optional.of(HOME.resolve("etc/theme"))), Look.from(settings, "", HOME));
        settings.rejectUnknown();
    }

    @Test
    public void takesAnAbsoluteFolderAsItIs() {
        Settings settings = Settings.of(Map.of("theme.dir", "/srv/theme"));
        assertEquals(
                Optional.of(Path.of("/srv/theme")),
                Look.from(settings, "", HOME).folder());
    }

    @Test
    public void namesTheKeyOfAFolderThatNoSystemCouldHave() {
        Settings settings = Settings.of(Map.of("theme.dir", "a\0b"));
        var refusal = assertThrows(InvalidSettingException.class, () -> Look.from(settings, "", HOME));
        assertEquals("theme.dir", refusal.key());
    }

    @Test
    public void refusesABasePathThatIsNone() {
        for (String path : new String[] {"/", "dex", "//dex", "/dex/", "http://x"}) {
            assertThrows(path, IllegalArgumentException.class, () -> Look.builtIn(path));
        }
    }
}
