package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** How answers and errors reach the client over HTTP, in each response mode. */
public class ClientAnswersTest {

    private static final String AUTH = "/dex/auth?client_id=app&scope=openid&state=x%22%3E%3Cb%3E&response_mode=";

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final Browser browser = server.browser();

    @Before
    public void askNobody() {
        server.backends.provider.signIn.approval = false;
    }

    @Test
    public void answersInTheFragment() {
        Answer answer = signIn("fragment");
        assertEquals(303, answer.status());
        assertTrue(answer.location(), answer.location().startsWith("https://app.example/cb#code=the-code&iss="));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    public void answersWithAFormThatPostsItself() {
        Answer answer = signIn("form_post");
        assertEquals(200, answer.status());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("", answer.header("Location"));
        assertTrue(answer.header("Content-Type").startsWith("text/html"));
        Document page = Jsoup.parse(answer.body());
        assertEquals("https://app.example/cb", page.select("form").attr("action"));
        assertEquals("post", page.select("form").attr("method"));
        assertEquals(Map.of("code", "the-code", "iss", "http://127.0.0.1/dex", "state", "x\"><b>"), fields(page));
        assertEquals(
                "a button for who has no scripts",
                1,
                page.select("form button[type=submit]").size());
        assertTrue(page.select("script").attr("src").startsWith("/dex/static/post.js"));
        assertTrue(page.select("script").html().isEmpty());
        assertTrue(answer.header("Content-Security-Policy").contains("script-src 'self'"));
        assertFalse(
                "it would hold for every address that the application goes on to from there",
                answer.header("Content-Security-Policy").contains("form-action"));
    }

    @Test
    public void carriesInAPageWhatIsTooLongForAHeader() {
        String state = "z".repeat(8_000);
        for (String mode : new String[] {"query", "fragment"}) {
            Answer begun = browser.post(
                    "/dex/auth", Map.of("client_id", "app", "scope", "openid", "state", state, "response_mode", mode));
            Answer page = browser.get(browser.get(begun.location()).link("Password"));
            Answer answer = browser.submit(page, Map.of("login", "jane", "password", "right"));
            assertEquals(200, answer.status());
            assertEquals("no-store", answer.header("Cache-Control"));
            String address = Jsoup.parse(answer.body()).select("a#self-follow").attr("href");
            assertTrue(address.startsWith("https://app.example/cb" + (mode.equals("query") ? "?" : "#") + "code="));
            assertTrue(address.endsWith("&state=" + state));
        }
        Answer error = browser.post("/dex/auth", Map.of("client_id", "app", "scope", "x", "state", state));
        assertEquals(200, error.status());
        assertTrue(
                Jsoup.parse(error.body()).select("a#self-follow").attr("href").contains("error=invalid_scope"));
    }

    @Test
    public void endsTheFlowWithTheForm() {
        Answer page = browser.get(browser.get(AUTH + "form_post").link("Password"));
        browser.submit(page, Map.of("login", "jane", "password", "right"));
        Answer again = browser.submit(page, Map.of("login", "jane", "password", "right"));
        assertEquals(400, again.status());
        assertEquals("You have already signed in", again.title());
    }

    @Test
    public void tellsOfErrorsInEachMode() {
        String wrong = "/dex/auth?client_id=app&scope=profile&state=s&response_mode=";
        assertTrue(browser.get(wrong + "query").location().startsWith("https://app.example/cb?error=invalid_scope&"));
        assertTrue(
                browser.get(wrong + "fragment").location().startsWith("https://app.example/cb#error=invalid_scope&"));
        Answer post = browser.get(wrong + "form_post");
        assertEquals(200, post.status());
        Document page = Jsoup.parse(post.body());
        assertEquals("https://app.example/cb", page.select("form").attr("action"));
        assertEquals("invalid_scope", fields(page).get("error"));
        assertEquals("s", fields(page).get("state"));
    }

    @Test
    public void tellsThatThePersonSaidNoInEachMode() {
        server.backends.provider.signIn.approval = true;
        for (String mode : new String[] {"query", "fragment", "form_post"}) {
            Answer approval = browser.get(signIn(mode).location());
            Answer answer = browser.submit(approval, Map.of("approval", "rejected"));
            if (mode.equals("form_post")) {
                assertEquals("access_denied", fields(Jsoup.parse(answer.body())).get("error"));
            } else {
                String mark = mode.equals("query") ? "?" : "#";
                assertTrue(answer.location().startsWith("https://app.example/cb" + mark + "error=access_denied&"));
            }
            assertEquals(
                    400, browser.submit(approval, Map.of("approval", "approve")).status());
        }
    }

    @Test
    public void showsErrorsThatNobodyCanCarry() {
        Answer answer = browser.get("/dex/auth?client_id=app&scope=profile&redirect_uri=urn:ietf:wg:oauth:2.0:oob");
        assertEquals(400, answer.status());
        assertEquals("", answer.location());
    }

    private Answer signIn(String mode) {
        Answer page = browser.get(browser.get(AUTH + mode).link("Password"));
        return browser.submit(page, Map.of("login", "jane", "password", "right"));
    }

    private static Map<String, String> fields(Document page) {
        return page.select("form input[type=hidden]").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value")));
    }
}
