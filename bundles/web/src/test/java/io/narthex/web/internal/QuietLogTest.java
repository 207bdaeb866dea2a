package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.SignInRefusedException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.web.internal.Browser.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Reads what is logged meanwhile; the logger of the tests writes to the error stream. */
public class QuietLogTest {

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Before
    public void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @After
    public void stopListening() {
        System.setErr(before);
    }

    @Test
    public void logsFailuresWithoutWhatIsSecretInThem() {
        Browser browser = server.browser();
        Answer page = browser.get(browser.get("/dex/auth?client_id=app&scope=openid&state=secret-state")
                .link("Password"));
        browser.submit(page, Map.of("login", "locked", "password", "right"));
        browser.submit(page, Map.of("login", "jane", "password", "down"));
        server.backends.provider.signIn.failure =
                Optional.of(SignInRefusedException.invalidAnswer("assertion: not signed"));
        browser.get(page.response().uri().getPath().replace("pass/word", "redirect") + "?"
                + page.response().uri().getRawQuery());
        server.backends.provider.tokenAnswer = () -> {
            throw new IllegalStateException("a bug");
        };
        Answer failed = server.browser()
                .with("Authorization", "Basic c2VjcmV0LWNyZWRlbnRpYWxz")
                .post("/dex/token?x=secret-query", Map.of("code", "secret-code"));
        assertEquals(500, failed.status());
        server.backends.provider.tokenAnswer = () -> {
            throw new OAuthException(ErrorCode.INVALID_CLIENT, "client authentication failed").withDetail("client 'x'");
        };
        server.browser().post("/dex/token", Map.of("client_secret", "secret-word"));
        String text = log.toString(StandardCharsets.UTF_8);
        for (String told : List.of("a bug", "client 'x'", "sign-in refused", "assertion: not signed", "reference ")) {
            assertTrue(told + " in " + text, text.contains(told));
        }
        for (String secret : List.of("secret-", "c2VjcmV0", "narthex-flow-", "down'", "password=")) {
            assertFalse(secret + " in " + text, text.contains(secret));
        }
        assertEquals("each failure once", text.indexOf("a bug"), text.lastIndexOf("a bug"));
    }
}
