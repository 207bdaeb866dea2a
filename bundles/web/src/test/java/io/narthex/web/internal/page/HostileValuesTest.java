package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.page.ConnectorChoicePage.Option;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.Test;

public class HostileValuesTest {

    private static final List<String> VALUES = List.of(
            "\"><script>alert(1)</script>",
            "'><img src=x onerror=alert(1)>",
            "</textarea><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "{{base}} {{{code}}} {{>header}} {0} {1} $1 \\",
            "javascript:alert(1)");

    private static final List<String> ADDRESSES = List.of(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/\\evil.example",
            "/a\nb",
            "/a b",
            "relative",
            "",
            "https:evil",
            "https:///evil",
            "http://user@evil.example/",
            "com.example.app:/callback");

    private final Rendering rendering = Rendering.builtIn();

    @Test
    public void noValueBecomesMarkup() {
        for (String value : VALUES) {
            List<Page> hostile = SamplePages.filledWith(value);
            List<Page> harmless = SamplePages.filledWith("value");
            for (int i = 0; i < hostile.size(); i++) {
                assertEquals(
                        value + " in " + hostile.get(i).template(),
                        shape(rendering.parsed(harmless.get(i))),
                        shape(rendering.parsed(hostile.get(i))));
            }
        }
    }

    @Test
    public void valuesArriveAsTheyWere() {
        for (String value : VALUES) {
            Document html = rendering.parsed(new PostPage(new PostForm("/x", Map.of(value, value))));
            assertEquals(value, html.select("input[type=hidden]").attr("value"));
            assertEquals(value, html.select("input[type=hidden]").attr("name"));
            assertEquals(
                    value,
                    rendering.parsed(new CodePage(value)).select("textarea").text());
        }
    }

    @Test
    public void addressesThatCouldRunAScriptOrLeaveTheHouseUnseenAreRefused() {
        for (String address : ADDRESSES) {
            assertThrows(address, IllegalArgumentException.class, () -> PostForm.to(address));
            assertThrows(address, IllegalArgumentException.class, () -> new Option("a", "a", "a", address));
            assertThrows(address, IllegalArgumentException.class, () -> PasswordPage.first(PostForm.to("/"), "a")
                    .withBack(address));
            assertThrows(address, IllegalArgumentException.class, () -> ErrorPage.of(Problem.NOT_FOUND)
                    .withWayOn(ErrorPage.Label.BACK, address));
        }
    }

    @Test
    public void pathsAndWebAddressesPass() {
        for (String address :
                List.of("/", "/dex/auth?flow=a&b=%2F", "https://idp.example.com", "http://[::1]:8080/sso?x")) {
            assertEquals(address, PostForm.to(address).action());
        }
    }

    @Test
    public void namesCannotTurnTheDirectionOfTheTextOrFillThePage() {
        String name = "Safe\u202eppA" + "\u0007" + "x".repeat(500);
        String text = rendering.parsed(new ConnectorChoicePage(name, List.of())).text()
                + rendering.parsed(ErrorPage.of(Problem.UNKNOWN_CLIENT, name)).text();
        assertFalse(text.contains("\u202e"));
        assertFalse(text.contains("\u0007"));
        assertFalse(text.contains("x".repeat(200)));
        assertTrue(text.contains("Safe ppA"));
    }

    @Test
    public void followsNothingThatRuns() {
        for (String address : List.of(
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,x",
                "view-source:javascript:x",
                "blob:https://a.example/x",
                "//evil.example",
                "/path",
                "https:evil",
                "https://user@evil.example/",
                "http:\\\\evil.example")) {
            assertThrows(address, IllegalArgumentException.class, () -> new FollowPage(address));
        }
        assertFalse(new FollowPage("https://a.example/#s3cret").toString().contains("s3cret"));
    }

    @Test
    public void recordsThatHoldSecretsDoNotPrintThem() {
        PostForm form = new PostForm("/x", Map.of("SAMLResponse", "s3cret"));
        assertFalse(form.toString().contains("s3cret"));
        assertFalse(new PostPage(form).toString().contains("s3cret"));
        assertFalse(new CodePage("s3cret").toString().contains("s3cret"));
        assertFalse(PasswordPage.first(form, "d")
                .again("s3cret", PasswordPage.Notice.WRONG)
                .toString()
                .contains("s3cret"));
    }

    /** The elements and the names of their attributes, without any value. */
    private static String shape(Document html) {
        StringBuilder shape = new StringBuilder();
        html.getAllElements().forEach(element -> {
            shape.append(element.tagName());
            element.attributes().forEach(attribute -> shape.append(' ').append(attribute.getKey()));
            shape.append('\n');
        });
        return shape.toString();
    }
}
