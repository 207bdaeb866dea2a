package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.Rule;
import org.junit.Test;

public class DeviceTest {

    private static final Map<String, String> CODE = Map.of("user_code", "WDJB-MJHT");

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final FakeProvider provider = server.backends.provider;

    @Test
    public void tellsTheDeviceWhatToShow() {
        Answer answer = server.browser().with("Accept", "*/*").post("/dex/device/code", Map.of("client_id", "tv"));
        assertEquals(200, answer.status());
        assertEquals(
                "{\"device_code\":\"the-device-code\",\"user_code\":\"WDJB-MJHT\","
                        + "\"verification_uri\":\"https://id.example/dex/device\","
                        + "\"verification_uri_complete\":\"https://id.example/dex/device?user_code=WDJB-MJHT\","
                        + "\"expires_in\":300,\"interval\":5}",
                answer.body());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(Optional.of("tv"), provider.lastForm.find("client_id"));
    }

    @Test
    public void letsOneSourceNotFillTheStore() {
        Browser device = server.browser().with("Accept", "*/*");
        Answer last = device.post("/dex/device/code", Map.of("client_id", "tv"));
        for (int i = 0; i < 200 && last.status() == 200; i++) {
            last = device.post("/dex/device/code", Map.of("client_id", "tv"));
        }
        assertEquals(429, last.status());
        assertEquals("60", last.header("Retry-After"));
        assertTrue(last.body(), last.body().contains("temporarily_unavailable"));
    }

    @Test
    public void takesNoSecretsInTheAddress() {
        Browser device = server.browser().with("Accept", "*/*");
        assertEquals(400, device.post("/dex/device/code?client_secret=s", CODE).status());
        assertEquals(405, device.get("/dex/device/code").status());
    }

    @Test
    public void leadsFromTheCodeToTheApprovalThatShowsItAgain() {
        Browser browser = server.browser();
        Answer page = browser.get("/dex/device");
        Answer begun = browser.submit(page, CODE);
        assertEquals(303, begun.status());
        assertTrue(begun.location(), begun.location().startsWith("/dex/auth?flow="));
        String flow = begun.location().substring(begun.location().indexOf('=') + 1);
        Answer form = browser.get("/dex/auth/pass%2Fword?flow=" + flow);
        Answer signedIn = browser.submit(form, Map.of("login", "jane", "password", "right"));
        assertEquals("/dex/approval?flow=" + flow, signedIn.location());
        Answer approval = browser.get(signedIn.location());
        assertTrue(
                approval.body(),
                Jsoup.parse(approval.body()).select("#device-code").text().contains("WDJB-MJHT"));
        Answer done = browser.submit(approval, Map.of("approval", "approve"));
        assertEquals(200, done.status());
        assertEquals("Your device is connected", done.title());
    }

    @Test
    public void onlyFillsInTheCodeOfTheLink() {
        Answer page = server.browser().get("/dex/device?user_code=%22%3E%3Cscript%3E");
        assertEquals(200, page.status());
        assertEquals(
                "\"><script>", Jsoup.parse(page.body()).select("#user_code").attr("value"));
        assertEquals("", page.header("Set-Cookie"));
    }

    @Test
    public void asksAgainWhereNoDeviceWaits() {
        Browser browser = server.browser();
        Answer again = browser.post("/dex/device", Map.of("user_code", "BBBB-BBBB"));
        assertEquals(400, again.status());
        assertEquals("BBBB-BBBB", Jsoup.parse(again.body()).select("#user_code").attr("value"));
        assertFalse(Jsoup.parse(again.body()).select("#device-error").isEmpty());
    }

    @Test
    public void countsGuesses() {
        Browser browser = server.browser();
        Answer last = browser.post("/dex/device", Map.of("user_code", "BBBB-BBBB"));
        for (int i = 0; i < 50 && last.status() == 400; i++) {
            last = browser.post("/dex/device", Map.of("user_code", "BBBB-BBBB"));
        }
        assertEquals(429, last.status());
        assertEquals("60", last.header("Retry-After"));
        assertEquals(429, browser.post("/dex/device", CODE).status());
    }

    @Test
    public void takesNoCodeFromAnotherSite() {
        Answer answer = server.browser().with("Origin", "https://evil.example").post("/dex/device", CODE);
        assertEquals(400, answer.status());
        assertEquals("", answer.header("Set-Cookie"));
    }
}
