package io.narthex.web.internal.asset;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AssetsTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder = Path.of("");
    private Assets assets = new Assets(Optional::empty);

    @Before
    public void prepare() throws IOException {
        folder = temporary.newFolder("theme").toPath();
        Files.writeString(temporary.getRoot().toPath().resolve("secret.txt"), "secret");
        assets = new Assets(() -> Optional.of(folder));
    }

    @Test
    public void findsTheBuiltInFiles() {
        Assets builtIn = new Assets(Optional::empty);
        assertEquals(
                "text/css; charset=utf-8",
                builtIn.find("static/main.css").orElseThrow().contentType());
        assertEquals(
                "text/javascript; charset=utf-8",
                builtIn.find("static/post.js").orElseThrow().contentType());
        assertEquals(
                "image/svg+xml",
                builtIn.find("static/icons/ldap.svg").orElseThrow().contentType());
        assertTrue(builtIn.find("static/none.css").isEmpty());
    }

    @Test
    public void ownFilesComeFirstAndAreReadAgainWhenChanged() throws IOException {
        write("static/main.css", "one");
        Asset first = assets.find("static/main.css").orElseThrow();
        assertEquals("one", text(first));
        assertEquals(first, assets.find("static/main.css").orElseThrow());
        write("static/main.css", "second");
        Asset second = assets.find("static/main.css").orElseThrow();
        assertEquals("second", text(second));
        assertNotEquals(first.version(), second.version());
        Files.delete(folder.resolve("static/main.css"));
        assertNotEquals("second", text(assets.find("static/main.css").orElseThrow()));
    }

    @Test
    public void logoAndFaviconLieAtTheTopOfTheFolder() throws IOException {
        write("logo.svg", "top");
        write("theme/favicon.png", "inner");
        assertEquals("top", text(assets.find("theme/logo.svg").orElseThrow()));
        assertEquals("inner", text(assets.find("theme/favicon.png").orElseThrow()));
    }

    @Test
    public void nothingElseInTheFolderCanBeHad() throws IOException {
        write("messages_en.properties", "a=b");
        write("templates/login.mustache", "x");
        write("note.txt", "x");
        write("static/.hidden.txt", "x");
        write("static/page.html", "x");
        Files.createDirectories(folder.resolve("static/dir.css"));
        for (String name : List.of(
                "messages_en.properties",
                "templates/login.mustache",
                "static/../note.txt",
                "static/../../secret.txt",
                "static/./x.txt",
                "static//x.txt",
                "static/.hidden.txt",
                "static/page.html",
                "static/dir.css",
                "static/",
                "static",
                "",
                "theme/note.txt",
                "static/..\\..\\secret.txt",
                "static/%2e%2e/secret.txt",
                "static/x\0.txt",
                "static/" + "a".repeat(5000) + ".txt")) {
            assertFalse(name, assets.find(name).isPresent());
        }
    }

    @Test
    public void aLinkOutOfTheFolderIsNotFollowedButOneInsideIs() throws IOException {
        Files.createDirectories(folder.resolve("static"));
        write("static/real.txt", "real");
        Files.createSymbolicLink(folder.resolve("static/out.txt"), folder.resolve("../secret.txt"));
        Files.createSymbolicLink(
                folder.resolve("static/up"), temporary.getRoot().toPath());
        Files.createSymbolicLink(folder.resolve("static/in.txt"), folder.resolve("static/real.txt"));
        Files.createSymbolicLink(folder.resolve("static/loop.txt"), folder.resolve("static/loop.txt"));
        assertTrue(assets.find("static/out.txt").isEmpty());
        assertTrue(assets.find("static/up/secret.txt").isEmpty());
        assertTrue(assets.find("static/loop.txt").isEmpty());
        assertEquals("real", text(assets.find("static/in.txt").orElseThrow()));
    }

    @Test
    public void aFolderThatIsItselfALinkServes() throws IOException {
        write("static/a.txt", "x");
        Path link = temporary.getRoot().toPath().resolve("link");
        Files.createSymbolicLink(link, folder);
        assertTrue(new Assets(() -> Optional.of(link)).find("static/a.txt").isPresent());
    }

    @Test
    public void addressesNameTheVersion() {
        String version = assets.find("static/main.css").orElseThrow().version();
        assertEquals("/dex/static/main.css?v=" + version, assets.href("/dex", "static/main.css"));
        assertEquals("/static/none.css", assets.href("", "static/none.css"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String text(Asset asset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        asset.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
