package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class RegistrationTest {

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final FakeRegistration registration = server.backends.provider.registration;

    @Before
    public void switchOn() {
        server.providerSettings = Map.of("registration.enabled", "true", "registration.open", "true");
    }

    @Test
    public void isNotThereUnlessSwitchedOn() {
        server.providerSettings = Map.of();
        for (String method : List.of("POST", "GET", "PUT", "DELETE")) {
            String path = method.equals("POST") ? "/dex/register" : "/dex/register/c1";
            Answer answer = program("good").send(method, path, BodyPublishers.ofString("{}"));
            assertEquals(method, 404, answer.status());
            assertEquals(
                    "{\"error\":\"not_found\",\"error_description\":\"nothing lives at this address\"}", answer.body());
        }
        assertEquals(List.of(), registration.calls);
    }

    @Test
    public void handsOnWhatIsPresented() {
        Answer created = program("good").send("POST", "/dex/register", BodyPublishers.ofString("{\"a\":1}"));
        assertEquals(201, created.status());
        assertEquals("{\"client_id\":\"c1\"}", created.body());
        assertEquals("application/json", created.header("Content-Type"));
        assertEquals("no-store", created.header("Cache-Control"));
        assertEquals(
                "{\"client_id\":\"c1\"}",
                program("good").get("/dex/register/c1").body());
        assertEquals(
                200,
                program("good")
                        .send("PUT", "/dex/register/c1", BodyPublishers.ofString("{}"))
                        .status());
        Answer deleted = program("good").send("DELETE", "/dex/register/c1", BodyPublishers.noBody());
        assertEquals(204, deleted.status());
        assertEquals("", deleted.body());
        assertEquals(List.of("register {\"a\":1}", "update c1 {}", "delete c1"), registration.calls);
    }

    @Test
    public void challengesWhoHasNoGoodToken() {
        Answer none = program("").send("POST", "/dex/register", BodyPublishers.ofString("{}"));
        assertEquals(401, none.status());
        assertEquals("Bearer realm=\"/dex\"", none.header("WWW-Authenticate"));
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Answer wrong = program("bad").send(method, "/dex/register/c1", BodyPublishers.ofString("{}"));
            assertEquals(method, 401, wrong.status());
            assertTrue(method, wrong.header("WWW-Authenticate").contains("error=\"invalid_token\""));
            assertTrue(wrong.body(), wrong.body().startsWith("{\"error\":\"invalid_token\""));
        }
        Answer basic = server.browser()
                .with("Accept", "*/*")
                .with("Content-Type", "application/json")
                .with("Authorization", "Basic YTpi")
                .send("POST", "/dex/register", BodyPublishers.ofString("{}"));
        assertEquals(400, basic.status());
    }

    @Test
    public void takesJsonOnlyAndNotTooMuchOfIt() {
        Answer form = server.browser()
                .with("Accept", "text/html")
                .with("Authorization", "Bearer good")
                .post("/dex/register", Map.of("redirect_uris", "https://app.example/"));
        assertEquals(400, form.status());
        assertTrue(form.body(), form.body().contains("Content-Type: expected application/json"));
        Answer large = program("good")
                .send("POST", "/dex/register", BodyPublishers.ofString("{\"a\":\"" + "x".repeat(70_000) + "\"}"));
        assertEquals(413, large.status());
        Answer wrong = program("good").send("POST", "/dex/register", BodyPublishers.ofString("[]"));
        assertEquals(400, wrong.status());
        assertEquals("", wrong.header("WWW-Authenticate"));
        assertTrue(wrong.body(), wrong.body().startsWith("{\"error\":\"invalid_client_metadata\""));
        for (String method : List.of("GET", "PUT", "DELETE")) {
            assertEquals(
                    method,
                    405,
                    program("good")
                            .send(method, "/dex/register", BodyPublishers.noBody())
                            .status());
        }
    }

    @Test
    public void letsStrangersRegisterAFewOnly() {
        registration.open = true;
        int status = 201;
        int registered = 0;
        while (status == 201 && registered < 50) {
            status = program("")
                    .send("POST", "/dex/register", BodyPublishers.ofString("{}"))
                    .status();
            registered += status == 201 ? 1 : 0;
        }
        assertEquals(429, status);
        assertEquals(10, registered);
        assertEquals(
                201,
                program("good")
                        .send("POST", "/dex/register", BodyPublishers.ofString("{}"))
                        .status());
    }

    @Test
    public void letsClientsChangeNoMoreThanTheyRegister() {
        int status = 200;
        int changed = 0;
        while (status == 200 && changed < 50) {
            status = program("good")
                    .send("PUT", "/dex/register/c1", BodyPublishers.ofString("{}"))
                    .status();
            changed += status == 200 ? 1 : 0;
        }
        assertEquals(429, status);
        assertEquals(10, changed);
    }

    @Test
    public void takesNoTokenInTheAddress() {
        assertEquals(
                400, program("good").get("/dex/register/c1?access_token=good").status());
    }

    private Browser program(String token) {
        Browser browser = server.browser().with("Accept", "text/html").with("Content-Type", "application/json");
        return token.isEmpty() ? browser : browser.with("Authorization", "Bearer " + token);
    }
}
