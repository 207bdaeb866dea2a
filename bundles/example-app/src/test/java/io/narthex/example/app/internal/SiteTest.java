package io.narthex.example.app.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

public final class SiteTest {

    @Rule
    public final RunningApp app = new RunningApp();

    private final TestBrowser browser = app.browser();

    @Test
    public void allowsNoScriptAndNoFrameOnAnyPage() {
        for (String page : new String[] {"/", "/session", "/nowhere", "/callback", "/style.css"}) {
            HttpResponse<String> answer = browser.get(page);
            String policy = header(answer, "Content-Security-Policy").orElse("");
            assertTrue(page, policy.startsWith("default-src 'none'; style-src 'self'; img-src 'self'"));
            assertTrue(page, policy.endsWith("frame-ancestors 'none'"));
            assertEquals(Optional.of("nosniff"), header(answer, "X-Content-Type-Options"));
            assertFalse(page, answer.body().contains("<script") || answer.body().contains("style=\""));
        }
        assertEquals(Optional.of("no-store"), header(browser.get("/"), "Cache-Control"));
    }

    @Test
    public void keepsItsCookiesFromScriptsAndOtherSites() {
        HttpResponse<String> answer = browser.post("/login", "");
        assertTrue(header(answer, "Set-Cookie").orElse("").endsWith("; HttpOnly; SameSite=Lax"));
    }

    @Test
    public void refusesFormsOfOtherSites() {
        assertEquals(403, login("Origin", "https://evil.example").statusCode());
        assertEquals(403, login("Origin", "null").statusCode());
        assertEquals(403, login("Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(403, login("Sec-Fetch-Site", "same-site").statusCode());
        assertEquals(303, login("Origin", app.home()).statusCode());
        assertEquals(303, login("Sec-Fetch-Site", "same-origin").statusCode());
    }

    @Test
    public void answersUnderItsOwnNameOnly() {
        String localhost = app.home().replace("127.0.0.1", "localhost");
        HttpResponse<String> start = browser.get(localhost + "/");
        assertEquals(Optional.of(app.home() + "/"), header(start, "Location"));
        assertEquals(421, browser.get(localhost + "/session").statusCode());
    }

    @Test
    public void refusesWhatItDoesNotKnow() {
        assertEquals(404, browser.get("/nowhere").statusCode());
        assertEquals(405, browser.get("/login").statusCode());
        assertEquals(405, browser.post("/", "").statusCode());
        assertEquals(
                405,
                browser.send(browser.request("/").method("DELETE", HttpRequest.BodyPublishers.noBody()))
                        .statusCode());
    }

    @Test
    public void refusesWhatIsTooMuchOrMalformed() {
        assertEquals(
                413,
                browser.post("/login", "connector_id=" + "a".repeat(20_000)).statusCode());
        assertEquals(400, browser.post("/login", "a=&".repeat(100)).statusCode());
        assertEquals(400, browser.post("/login", "connector_id=%zz").statusCode());
        assertEquals(
                400, browser.post("/login", "connector_id=a&connector_id=b").statusCode());
        assertEquals(
                400, browser.post("/login", "extra_scopes=" + "a".repeat(1001)).statusCode());
        assertEquals(
                415,
                browser.send(browser.request("/login").POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode());
    }

    @Test
    public void answersHeadWithoutABody() {
        HttpResponse<String> answer =
                browser.send(browser.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals("", answer.body());
    }

    @Test
    public void servesItsStyleSheetAndIcon() {
        assertEquals(Optional.of("text/css; charset=utf-8"), header(browser.get("/style.css"), "Content-Type"));
        assertEquals(Optional.of("image/svg+xml"), header(browser.get("/icon.svg"), "Content-Type"));
    }

    private HttpResponse<String> login(String name, String value) {
        return browser.send(browser.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(name, value)
                .POST(HttpRequest.BodyPublishers.ofString("scope=email")));
    }

    private static Optional<String> header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name);
    }
}
