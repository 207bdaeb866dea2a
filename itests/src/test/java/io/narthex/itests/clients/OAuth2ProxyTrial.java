package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/**
 * oauth2-proxy as docs/clients/oauth2-proxy.md sets it up. Not part of the build, since it has to be compiled first, which
 * takes Go and minutes.
 */
public class OAuth2ProxyTrial {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static final String MODULE = "github.com/oauth2-proxy/oauth2-proxy/v7@v7.15.6";
    private static final Path FOLDER = Path.of("target", "client-oauth2-proxy").toAbsolutePath();

    private static ClientProgram proxy;

    private final Client browser = new Client();

    @BeforeClass
    public static void start() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path program = FOLDER.resolve("oauth2-proxy");
        if (!Files.isExecutable(program)) {
            ProcessBuilder go = new ProcessBuilder("go", "install", MODULE).inheritIO();
            go.environment().put("GOBIN", FOLDER.toString());
            Process build = go.start();
            assertEquals(true, build.waitFor(15, TimeUnit.MINUTES) && build.exitValue() == 0);
        }
        URI origin = ClientProgram.freeOrigin();
        String secret = NARTHEX.register("oauth2-proxy", "https://app.example.com", origin);
        String configuration = SharedNarthex.sample("oauth2-proxy.cfg")
                .replace("https://id.example.com/dex", NARTHEX.issuer().toString())
                .replace("https://app.example.com", origin.toString())
                .replace("127.0.0.1:4180", origin.getAuthority())
                .replace(
                        "/etc/oauth2-proxy/client-secret",
                        Files.writeString(FOLDER.resolve("client-secret"), secret)
                                .toString())
                .replace(
                        "/etc/oauth2-proxy/cookie-secret",
                        Files.writeString(FOLDER.resolve("cookie-secret"), "0123456789abcdef0123456789abcdef")
                                .toString())
                .replace("\"staff\"", "\"authors\"")
                .replace("\"15m\"", "\"1s\"")
                .replace("http://127.0.0.1:8080/", "static://200");
        Path file = Files.writeString(FOLDER.resolve("oauth2-proxy.cfg"), configuration);
        proxy = ClientProgram.start(
                origin,
                FOLDER,
                Map.of(
                        "OAUTH2_PROXY_COOKIE_SECURE",
                        "false",
                        "OAUTH2_PROXY_SET_XAUTHREQUEST",
                        "true",
                        "OAUTH2_PROXY_PASS_ACCESS_TOKEN",
                        "true"),
                List.of(program.toString(), "--config", file.toString()));
    }

    @AfterClass
    public static void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    public void letsInMembersOfTheGroupAndRefreshes() {
        Page choice = browser.followAnywhere(browser.get(proxy.at("/"), "Accept", "text/html"));
        Page end = browser.followAnywhere(browser.get(Client.link(choice, "/auth/mock")));
        assertThat(end.text(), containsString("Authenticated"));
        Page person = browser.get(proxy.at("/oauth2/userinfo"));
        assertEquals(
                "kilgore@kilgore.trout",
                JsonParser.parseString(person.text())
                        .getAsJsonObject()
                        .get("email")
                        .getAsString());
        String first = accessToken();
        await("the access token is renewed").atMost(Duration.ofSeconds(20)).until(() -> !accessToken()
                .equals(first));
    }

    @Test
    public void letsNobodyElseIn() {
        Page end = SharedNarthex.signIn(browser, proxy.at("/"));
        assertEquals(403, end.status());
    }

    private String accessToken() {
        return browser.get(proxy.at("/oauth2/auth"))
                .headers()
                .firstValue("X-Auth-Request-Access-Token")
                .orElseThrow();
    }
}
