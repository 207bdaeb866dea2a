package io.narthex.web.internal.flow;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.support.TokenBuckets;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.Interaction;
import io.narthex.provider.ProviderSettings;
import io.narthex.settings.Settings;
import io.narthex.web.internal.FakeBackends;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.FakeRequest;
import io.narthex.web.internal.http.TooManyRequestsException;
import io.narthex.web.internal.site.Site;
import io.narthex.web.internal.site.WebSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class FlowCookiesTest {

    private static final Scopes ASKED = new Scopes(true, false);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PREFIX = "__Secure-narthex-flow-";

    private final FakeBackends backends = new FakeBackends();
    private final Site site = new Site(
            () -> Optional.of(ProviderSettings.from(Settings.of(Map.of("issuer", "https://login.example/dex")))),
            WebSettings::byDefault);
    private final Map<String, String> browser = new LinkedHashMap<>();

    private FlowCookies cookies(Instant at) {
        return new FlowCookies(
                site, backends, new TokenBuckets(2, Duration.ofHours(1), () -> 0), Clock.fixed(at, ZoneOffset.UTC));
    }

    @Test
    public void givesBackTheFlowAsItWas() {
        Flow flow = flow("state");
        Identity identity = new Identity(
                "jane", "Jane Doe", "jd", "jane@example.com", true, List.of("a", "b \"c\""), Optional.of("data"));
        for (Flow step : List.of(
                flow,
                flow.leaving("github", "carried"),
                flow.signedIn(new Flow.Person("ldap", identity, true, NOW, ASKED, Optional.of("s"))),
                flow.signedIn(new Flow.Person("ldap", Identity.of("x"), false, NOW, ASKED, Optional.empty())))) {
            keep(cookies(NOW).carry(call(), step));
            assertEquals(new Found.Open(step), cookies(NOW).find(call(), flow.id()));
        }
        assertEquals(1, browser.size());
        assertEquals(0, stored());
    }

    @Test
    public void setsCookiesThatOnlyWeSee() {
        Flow flow = flow("state");
        List<String> headers = cookies(NOW).carry(call(), flow);
        assertEquals(1, headers.size());
        String attributes = headers.get(0).substring(headers.get(0).indexOf(';'));
        assertEquals("; Path=/dex; Max-Age=5400; Secure; HttpOnly; SameSite=Lax", attributes);
        assertFalse(headers.get(0), headers.get(0).contains(flow.formToken()));
    }

    @Test
    public void knowsAnExpiredFlow() {
        Flow flow = flow("state");
        keep(cookies(NOW).carry(call(), flow));
        assertEquals(new Found.Expired(flow), cookies(NOW.plusSeconds(3600)).find(call(), flow.id()));
    }

    @Test
    public void knowsAnEndedFlow() {
        Flow flow = flow("state");
        keep(cookies(NOW).carry(call(), flow));
        keep(cookies(NOW).end(call(), flow));
        assertEquals(
                new Found.Ended(Optional.of("https://app.example:8443/")),
                cookies(NOW).find(call(), flow.id()));
    }

    @Test
    public void knowsNoForeignForgedOrMisplacedCookie() {
        Flow flow = flow("state");
        assertEquals(new Found.Nothing(), cookies(NOW).find(call(), flow.id()));
        assertEquals(new Found.Nothing(), cookies(NOW).find(call(), "../../x"));
        keep(cookies(NOW).carry(call(), flow));
        String value = browser.remove(PREFIX + flow.id());
        String other = RandomIds.next();
        browser.put(PREFIX + other, value);
        assertEquals("of another flow", new Found.Nothing(), cookies(NOW).find(call(), other));
        browser.put(PREFIX + flow.id(), value.substring(0, 40) + "A" + value.substring(41));
        assertEquals("changed", new Found.Nothing(), cookies(NOW).find(call(), flow.id()));
    }

    @Test
    public void takesNoCookieThatWasChangedAnywhere() {
        Flow flow = flow("state");
        keep(cookies(NOW).carry(call(), flow));
        String good = browser.getOrDefault(PREFIX + flow.id(), "");
        Random random = new Random(20_261_125L);
        for (int round = 0; round < 1_000; round++) {
            int at = random.nextInt(good.length() - 1);
            String spoilt =
                    switch (random.nextInt(3)) {
                        case 0 -> good.substring(0, at);
                        case 1 -> good.substring(0, at) + (char) ('!' + random.nextInt(94)) + good.substring(at);
                        default -> good.substring(0, at)
                                + (good.charAt(at) == 'q' ? 'r' : 'q')
                                + good.substring(at + 1);
                    };
            browser.put(PREFIX + flow.id(), spoilt);
            assertEquals(spoilt, new Found.Nothing(), cookies(NOW).find(call(), flow.id()));
        }
    }

    @Test
    public void findsTheRightOneBesideAPlantedOne() {
        Flow flow = flow("state");
        keep(cookies(NOW).carry(call(), flow));
        String header =
                PREFIX + flow.id() + "=planted; other=1; " + PREFIX + flow.id() + "=" + browser.get(PREFIX + flow.id());
        Call call = new Call(FakeRequest.get("/auth").with("Cookie", header).build());
        assertEquals(new Found.Open(flow), cookies(NOW).find(call, flow.id()));
    }

    @Test
    public void letsABrowserCarryFiveFlowsAndDropsTheOldest() {
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            flows.add(flow("state"));
            keep(cookies(NOW).carry(call(), flows.get(i)));
        }
        assertEquals(5, browser.size());
        assertEquals(new Found.Nothing(), cookies(NOW).find(call(), flows.get(1).id()));
        assertEquals(
                new Found.Open(flows.get(2)),
                cookies(NOW).find(call(), flows.get(2).id()));
        keep(cookies(NOW).carry(call(), flows.get(3).leaving("github", "x")));
        assertEquals("one that is there needs no room", 5, browser.size());
    }

    @Test
    public void keepsTheRequestHeadSmall() {
        for (int i = 0; i < 6; i++) {
            keep(cookies(NOW).carry(call(), flow("s".repeat(2_000))));
            assertTrue(cookieHeader(), cookieHeader().length() < 8_000);
        }
        assertEquals(2, browser.size());
        assertEquals(0, stored());
    }

    @Test
    public void parksWhatIsTooLargeAndLimitsStrangers() {
        Flow large = flow("s".repeat(8_000));
        keep(cookies(NOW).carry(call(), large));
        assertEquals(1, stored());
        assertTrue(cookieHeader().length() < 300);
        assertEquals(new Found.Open(large), cookies(NOW).find(call(), large.id()));

        FlowCookies cookies = cookies(NOW);
        cookies.carry(call(), large);
        cookies.carry(call(), large);
        assertThrows(TooManyRequestsException.class, () -> cookies.carry(call(), large));
        Flow known = large.signedIn(new Flow.Person("ldap", Identity.of("x"), false, NOW, ASKED, Optional.empty()));
        assertEquals(
                "who has signed in is not limited",
                1,
                cookies.carry(call(), known).size());
    }

    @Test
    public void parksAPersonInManyGroups() {
        List<String> groups = java.util.stream.IntStream.range(0, 3_000)
                .mapToObj(i -> "cn=group-" + i + ",ou=groups,dc=example")
                .toList();
        Flow flow = flow("s")
                .signedIn(new Flow.Person(
                        "ldap", Identity.of("x").withGroups(groups), false, NOW, ASKED, Optional.empty()));
        keep(cookies(NOW).carry(call(), flow));
        assertEquals(new Found.Open(flow), cookies(NOW).find(call(), flow.id()));
    }

    private Flow flow(String state) {
        AuthorizationRequest request = new AuthorizationRequest(
                "app",
                "https://app.example:8443/cb?x=1",
                Set.of(ResponseType.CODE, ResponseType.ID_TOKEN),
                ResponseMode.FORM_POST,
                List.of("openid", "offline_access"),
                Optional.of(state),
                Optional.of("nonce"),
                Optional.of(new CodeChallenge(CodeChallenge.Method.S256, "c".repeat(43))),
                new Interaction(
                        Set.of(Prompt.CONSENT),
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of("the-sub"),
                        Optional.empty(),
                        Optional.of("jane"),
                        List.of("de", "en")),
                new ClaimsRequest(Set.of("email"), Set.of("name", "groups")),
                List.of("https://api.example"));
        return new Flow(
                RandomIds.next(),
                NOW.plusSeconds(3600),
                new Goal.Answer(),
                request,
                RandomIds.next(),
                Optional.empty(),
                Optional.empty());
    }

    private int stored() {
        return backends.store
                .list(FlowParking.KIND, Optional.empty(), 100)
                .records()
                .size();
    }

    private String cookieHeader() {
        List<String> pairs = new ArrayList<>();
        browser.forEach((name, value) -> pairs.add(name + "=" + value));
        return String.join("; ", pairs);
    }

    private Call call() {
        return new Call(FakeRequest.get("/auth").with("Cookie", cookieHeader()).build());
    }

    private void keep(List<String> headers) {
        for (String header : headers) {
            String name = header.substring(0, header.indexOf('='));
            if (header.contains("Max-Age=0;")) {
                browser.remove(name);
            } else {
                browser.put(name, header.substring(header.indexOf('=') + 1, header.indexOf(';')));
            }
        }
    }
}
