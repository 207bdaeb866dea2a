package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.page.ConnectorChoicePage.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ThemeTest {

    private static final CodePage PAGE = new CodePage("abc");
    private static final String OURS = Rendering.builtIn().html(PAGE);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder = Path.of("");
    private Rendering rendering = Rendering.builtIn();

    @Before
    public void prepare() {
        folder = temporary.getRoot().toPath();
        rendering = Rendering.themed(folder);
    }

    @Test
    public void aFolderThatIsEmptyOrMissingChangesNothing() {
        assertEquals(OURS, rendering.html(PAGE));
        assertEquals(OURS, Rendering.themed(folder.resolve("none")).html(PAGE));
    }

    @Test
    public void anEditOfATemplateShowsAtOnce() throws IOException {
        write("templates/code.mustache", "<p>one {{code}}");
        assertEquals("<p>one abc", rendering.html(PAGE));
        write("templates/code.mustache", "<p>second {{code}}");
        assertEquals("<p>second abc", rendering.html(PAGE));
        Files.delete(folder.resolve("templates/code.mustache"));
        assertEquals(OURS, rendering.html(PAGE));
    }

    @Test
    public void anOwnHeaderStandsOnEveryPageAndOwnPartsCanBeIncluded() throws IOException {
        write("templates/header.mustache", "<header>{{issuerName}} {{>help}}</header>");
        write("templates/help.mustache", "<p>Call 42</p>");
        SamplePages.all().forEach((name, page) -> {
            String html = rendering.html(page);
            assertTrue(name, html.startsWith("<header>Acme <p>Call 42</p></header>"));
            assertTrue(name, html.contains("<h1>"));
        });
    }

    @Test
    public void aTemplateThatDoesNotWorkIsReplacedByOurs() throws IOException {
        for (String broken :
                List.of("{{#code}}", "{{missing}}", "{{>missing}}", "{{>code}}", "{{#missing}}x{{/missing}}")) {
            write("templates/code.mustache", broken + " ".repeat(broken.length()));
            assertEquals(broken, OURS, rendering.html(PAGE));
            assertEquals(broken, OURS, rendering.html(PAGE));
        }
        write("templates/code.mustache", "mended");
        assertEquals("mended", rendering.html(PAGE));
    }

    @Test
    public void aBrokenHeaderDoesNotTakeTheOtherTemplatesDown() throws IOException {
        write("templates/header.mustache", "{{missing}}");
        write("templates/login.mustache", "own {{lead}}");
        assertEquals(OURS, rendering.html(PAGE));
        assertTrue(rendering.html(SamplePages.choice(2)).startsWith("own "));
    }

    @Test
    public void textsAreReplacedOneByOne() throws IOException {
        write("messages_en.properties", "code.title = Welcome in\nfooter.note = Help: extension 42");
        assertEquals("Welcome in", rendering.parsed(PAGE).select("h1").text());
        assertEquals("Your code", rendering.parsed(PAGE).select("label").text());
        assertEquals(
                "Help: extension 42", rendering.parsed(PAGE).select("footer").text());
        assertEquals(
                "Sie sind angemeldet",
                rendering.parsed(PAGE, Locale.GERMAN).select("h1").text());
    }

    @Test
    public void anotherLanguageIsAddedAndMayBeIncomplete() throws IOException {
        write("messages_fr.properties", "code.title = Vous êtes connecté");
        write("messages_de_CH.properties", "code.title = Grüezi");
        assertEquals(
                "Vous êtes connecté",
                rendering.parsed(PAGE, Locale.CANADA_FRENCH).select("h1").text());
        assertEquals("fr", rendering.parsed(PAGE, Locale.FRENCH).select("html").attr("lang"));
        assertEquals(
                "Your code",
                rendering.parsed(PAGE, Locale.FRENCH).select("label").text());
        Locale swiss = Locale.forLanguageTag("de-CH");
        assertEquals("Grüezi", rendering.parsed(PAGE, swiss).select("h1").text());
        assertEquals("Ihr Code", rendering.parsed(PAGE, swiss).select("label").text());
        assertEquals(
                "Sie sind angemeldet",
                rendering.parsed(PAGE, Locale.GERMANY).select("h1").text());
    }

    @Test
    public void aScriptThatRunsFromTheRightIsMarkedAsSuch() throws IOException {
        write("messages_ar.properties", "code.title = x");
        assertEquals(
                "rtl",
                rendering
                        .parsed(PAGE, Locale.forLanguageTag("ar-EG"))
                        .select("html")
                        .attr("dir"));
    }

    @Test
    public void textsThatCannotBeUsedAreIgnored() throws IOException {
        write("messages_en.properties", "code.title = {0} {7}\nno.such = x\ncode.label = Mine");
        assertEquals("You are signed in", rendering.parsed(PAGE).select("h1").text());
        assertEquals("Mine", rendering.parsed(PAGE).select("label").text());
        write("messages_en.properties", "code.title = \\u12");
        assertEquals("You are signed in", rendering.parsed(PAGE).select("h1").text());
        Files.write(folder.resolve("messages_en.properties"), new byte[] {'a', '=', (byte) 0xc3});
        assertEquals("You are signed in", rendering.parsed(PAGE).select("h1").text());
    }

    @Test
    public void aTemplateThatIsNoTextOrFarTooLargeIsReplacedByOurs() throws IOException {
        write("templates/code.mustache", "x".repeat(300_000));
        assertEquals(OURS, rendering.html(PAGE));
        Files.write(folder.resolve("templates/code.mustache"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertEquals(OURS, rendering.html(PAGE));
    }

    @Test
    public void ownLogoIconAndStyleSheetAreUsed() throws IOException {
        assertTrue(rendering.parsed(PAGE).select("link[href*=styles]").isEmpty());
        write("logo.png", "a");
        write("favicon.ico", "b");
        write("theme/styles.css", ":root { --accent: #000000; }");
        var html = rendering.parsed(PAGE);
        assertTrue(html.select("img").attr("src").startsWith("/dex/theme/logo.png?v="));
        assertTrue(html.select("link[rel=icon]").attr("href").startsWith("/dex/theme/favicon.ico?v="));
        String before = html.select("link[href*=styles]").attr("href");
        assertTrue(before, before.startsWith("/dex/theme/styles.css?v="));
        write("theme/styles.css", ":root { --accent: #111111; } ");
        assertNotEquals(
                before, rendering.parsed(PAGE).select("link[href*=styles]").attr("href"));
        assertFalse(html.select("link[href*=main.css]").isEmpty());
    }

    @Test
    public void aConnectorMayHaveAnIconOfItsOwn() throws IOException {
        write("static/icons/corp.svg", "<svg/>");
        write("static/icons/third.svg", "<svg/>");
        var page = new ConnectorChoicePage(
                "App",
                List.of(
                        new Option("corp", "Corp", "ldap", "/a"),
                        new Option("other", "Other", "third", "/b"),
                        new Option("../x", "X", "../../x", "/c")));
        List<String> icons = rendering.parsed(page).select("li img").eachAttr("src");
        assertTrue(icons.get(0).startsWith("/dex/static/icons/corp.svg?"));
        assertTrue(icons.get(1).startsWith("/dex/static/icons/third.svg?"));
        assertTrue(icons.get(2).startsWith("/dex/static/icons/default.svg?"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
