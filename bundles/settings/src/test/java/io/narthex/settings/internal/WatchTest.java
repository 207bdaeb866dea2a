package io.narthex.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WatchTest {

    record App(String id, String uri, String secret) {

        static App read(String name, Settings settings) {
            return new App(settings.text("id", name), settings.text("redirectURIs"), settings.text("secret", "none"));
        }
    }

    private static final Kind<App> CLIENTS = new Kind<>("narthex.client", true, false, App::read, App::id);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private EtcFolder etc = new EtcFolder(Path.of("target"));

    @Before
    public void makeFolder() {
        etc = new EtcFolder(folder.getRoot().toPath());
    }

    @Test
    public void readsWhatIsThereBeforeItReturns() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        etc.save("narthex.client-my-tool.cfg", "redirectURIs = https://tool/");
        assertEquals(Set.of("app", "my-tool"), watch().current().keySet());
    }

    @Test
    public void takesAnEditAndSaysThatSomethingChanged() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        Watch<App, App> watch = watch();
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/new");
        assertTrue(watch.scan());
        assertEquals("https://app/new", uri(watch, "app"));
        assertFalse(watch.scan());
        assertTrue(watch.isSettled());
    }

    @Test
    public void keepsTheLastGoodOneWhenAnEditIsWrong() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        Watch<App, App> watch = watch();
        etc.save("narthex.client-app.cfg", "id = app");
        assertFalse(watch.scan());
        assertEquals("https://app/", uri(watch, "app"));
        assertEquals(
                List.of(
                        "narthex.client-app.cfg: redirectURIs: missing, expected a value; the last good one stays in force"),
                etc.problems());
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        watch.scan();
        assertEquals(List.of(), etc.problems());
    }

    @Test
    public void refusesAnUnknownKey() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/", "redirectURI = https://app/");
        assertEquals(Map.of(), watch().current());
        assertEquals(
                List.of("narthex.client-app.cfg: redirectURI: unknown key, expected one of id, redirectURIs, secret;"
                        + " it is not in force"),
                etc.problems());
    }

    @Test
    public void refusesAHalfWrittenFileUntilItsLastLineIsFinished() {
        etc.write("narthex.client-app.cfg", "redirectURIs = https://app/");
        etc.deliver("narthex.client-app.cfg");
        Watch<App, App> watch = watch();
        assertEquals(Map.of(), watch.current());
        assertEquals(
                List.of("narthex.client-app.cfg: the last line does not end with a line feed, so the file may be half"
                        + " written; add an empty line at the end; it is not in force"),
                etc.problems());
        etc.write("narthex.client-app.cfg", "redirectURIs = https://app/\n"); // delivers nothing new
        assertTrue(watch.scan());
        assertEquals("https://app/", uri(watch, "app"));
    }

    @Test
    public void doesNotBelieveAPieceOfAFileThatHasBeenFinishedSince() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://old/");
        Watch<App, App> watch = watch();
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        etc.write("narthex.client-app.cfg", "redirectURIs = https://app/callback\nsecret = x\n");
        assertFalse(watch.scan());
        assertFalse(watch.isSettled());
        etc.deliver("narthex.client-app.cfg");
        assertTrue(watch.scan());
        assertEquals("https://app/callback", uri(watch, "app"));
    }

    @Test
    public void believesWhatIsReadDifferentlyThereThanHereAfterAWhile() {
        Watch<App, App> watch = watch();
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        etc.write("narthex.client-app.cfg", "redirectURIs = (\"https://app/\")\n");
        assertFalse(watch.scan());
        etc.pass(Duration.ofSeconds(4));
        assertTrue(watch.scan());
    }

    @Test
    public void leavesAnIdToTheFileThatHadItAndGivesItOnWhenThatFileGoes() {
        etc.save("narthex.client-b.cfg", "id = app", "redirectURIs = https://b/");
        Watch<App, App> watch = watch();
        etc.save("narthex.client-a.cfg", "id = app", "redirectURIs = https://a/");
        assertFalse(watch.scan());
        assertEquals("https://b/", uri(watch, "app"));
        assertEquals(
                List.of("narthex.client-a.cfg: id: 'app' is already taken by narthex.client-b.cfg; it is not in force"),
                etc.problems());

        assertEquals("after a restart too", "https://b/", uri(watch(), "app"));

        etc.remove("narthex.client-b.cfg");
        etc.delete("narthex.client~b");
        assertTrue(watch.scan());
        assertEquals("https://a/", uri(watch, "app"));
    }

    @Test
    public void servesTheLastGoodOneAfterARestartWithABrokenFile() {
        etc.secrets.put("app", "first");
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/", "secret = $[secret:app]");
        assertEquals("first", at(watch(), "app").secret());
        etc.save("narthex.client-app.cfg", "redirectURI = https://app/", "secret = $[secret:app]");
        etc.secrets.put("app", "second");
        Watch<App, App> restarted = watch();
        assertEquals(new App("app", "https://app/", "second"), at(restarted, "app"));
        assertEquals(1, etc.problems().size());
        assertTrue(etc.problems().get(0).endsWith("; the last good one stays in force"));
    }

    @Test
    public void keepsReferencesAndNotSecretsInFilesThatOnlyTheOwnerReads() throws IOException {
        etc.secrets.put("app", "hunter2");
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/", "secret = $[secret:app]");
        watch();
        try (Stream<Path> files = Files.list(etc.kept)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))));
            assertTrue(Files.readString(all.get(0)).contains("$[secret\\:app]"));
        }
    }

    @Test
    public void doesNotServeALastGoodFileThatWasCutOff() throws IOException {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        watch();
        try (Stream<Path> files = Files.list(etc.kept)) {
            Path only = files.findFirst().orElseThrow();
            Files.writeString(only, Files.readString(only).substring(0, 60));
        }
        etc.save("narthex.client-app.cfg", "redirectURI = https://app/");
        assertEquals(Map.of(), watch().current());
    }

    @Test
    public void namesTheKeyOfAReferenceThatStandsForNothingAndTriesAgain() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/", "secret = x-$[secret:app]");
        Watch<App, App> watch = watch();
        assertEquals(
                List.of("narthex.client-app.cfg: secret: nothing found for the reference $[secret:app]; it is not in"
                        + " force"),
                etc.problems());
        etc.secrets.put("app", "hunter2");
        etc.pass(Duration.ofSeconds(11));
        assertTrue(watch.scan());
        assertEquals("x-hunter2", at(watch, "app").secret());
    }

    @Test
    public void removesAConfigurationWhoseFileWasDeletedWhileTheProcessWasDown() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        watch();
        etc.remove("narthex.client-app.cfg");
        Watch<App, App> restarted = watch();
        assertEquals(Map.of(), restarted.current());
        assertEquals(List.of(), new LastGoodFiles(etc.kept).ofKind("narthex.client"));
        etc.pass(Duration.ofSeconds(4));
        restarted.scan();
        assertEquals(List.of(), etc.list("narthex.client"));
    }

    @Test
    public void bearsAFileThatIsGoneForAMomentWhileAnEditorReplacesIt() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        Watch<App, App> watch = watch();
        etc.remove("narthex.client-app.cfg");
        assertFalse(watch.scan());
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        etc.pass(Duration.ofSeconds(4));
        assertFalse(watch.scan());
        assertEquals("https://app/", uri(watch, "app"));
    }

    @Test
    public void keepsTheLastGoodOneOfAFileThatHasNotBeenDeliveredYet() {
        etc.save("narthex.client-app.cfg", "redirectURIs = https://app/");
        watch();
        etc.delete("narthex.client~app"); // as when Config Admin's own memory is cleared
        Watch<App, App> restarted = watch();
        etc.save("narthex.client-app.cfg", "redirectURI = broken");
        assertTrue(restarted.scan());
        assertEquals("https://app/", uri(restarted, "app"));
    }

    @Test
    public void saysHowAFileHasToBeNamed() {
        etc.save("narthex.client.cfg", "redirectURIs = https://app/");
        watch();
        assertEquals(
                List.of("narthex.client.cfg: the name of the file must have the form narthex.client-<name>.cfg, with a"
                        + " dash; it is not in force"),
                etc.problems());
    }

    @Test
    public void oneReaderThatFailsDoesNotKeepTheOthersFromBeingRead() {
        etc.save("narthex.client-a.cfg", "redirectURIs = https://a/");
        etc.save("narthex.client-b.cfg", "redirectURIs = https://b/");
        Kind<App> kind = new Kind<>(
                "narthex.client",
                true,
                false,
                (name, settings) -> {
                    if (name.equals("a")) {
                        throw new IllegalStateException("hunter2");
                    }
                    return App.read(name, settings);
                },
                App::id);
        Watch<App, App> watch = new Watch<>(kind, etc.start(), Held::value);
        assertEquals(Set.of("b"), watch.current().keySet());
        assertFalse(etc.problems().toString().contains("hunter2"));
    }

    private Watch<App, App> watch() {
        return new Watch<>(CLIENTS, etc.start(), Held::value);
    }

    private static String uri(Watch<App, App> watch, String id) {
        return at(watch, id).uri();
    }

    private static App at(Watch<App, App> watch, String id) {
        return Objects.requireNonNull(watch.current().get(id), id);
    }
}
