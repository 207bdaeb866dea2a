package io.narthex.itests.system;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Test;

/** What must hold on every store when many come at once. Each subclass runs it on one. */
public abstract class EveryStore {
    private static final Map<String, String> ADMIN = Map.of("login", "admin@example.com", "password", "password");

    /** The running distribution. */
    abstract Distribution narthex();

    @Test
    public void aHundredPeopleSignInAtOnce() throws Exception {
        RelyingParty app = new RelyingParty(narthex().issuer());
        List<JsonObject> tokens = Load.atOnce(
                100, () -> RelyingParty.tokens(app.redeem(app.codeFromMock("openid email offline_access"))));
        for (JsonObject each : tokens.subList(0, 5)) {
            app.claims(each);
        }
    }

    @Test
    public void aHundredPeopleSignInWithTheirPasswordsAtOnce() throws Exception {
        RelyingParty app = new RelyingParty(narthex().issuer());
        Load.atOnce(100, () -> {
            Client browser = new Client();
            Page form = browser.follow(browser.get(app.authorization("openid", "connector_id", "local")));
            return RelyingParty.tokens(app.redeem(app.code(browser.submit(form, ADMIN))));
        });
    }

    @Test
    public void oneOfFiftyRedeemsACode() throws Exception {
        RelyingParty app = new RelyingParty(narthex().issuer());
        String code = app.codeFromMock("openid");
        List<Page> answers = Load.atOnce(50, () -> app.redeem(code));
        Map<Integer, Long> statuses =
                answers.stream().collect(Collectors.groupingBy(Page::status, Collectors.counting()));
        assertEquals(Map.of(200, 1L, 400, 49L), statuses);
        for (Page answer : answers) {
            if (answer.status() == 400) {
                assertThat(answer.text(), containsString("\"invalid_grant\""));
            }
        }
    }

    @Test
    public void tenRefreshesOfOneTokenKeepOneChain() throws Exception {
        RelyingParty app = new RelyingParty(narthex().issuer());
        String first = refreshToken(app.redeem(app.codeFromMock("openid offline_access")));
        List<String> next = Load.atOnce(10, () -> refreshToken(app.refresh(first)));
        assertEquals(1, next.stream().distinct().count());
        refreshToken(app.refresh(next.get(0)));
    }

    private static String refreshToken(Page answer) {
        return RelyingParty.tokens(answer).get("refresh_token").getAsString();
    }
}
