package io.narthex.connector.saml.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.UsedOnce;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.Test;

public class SamlConnectorTest {

    private static final Scopes SCOPES = new Scopes(true, true);

    private final TestClock clock = new TestClock(TestMessages.NOW);

    @Test
    public void postsASignedRequest() {
        Departure.Form form = (Departure.Form) begin(open(Map.of()));
        assertEquals(URI.create("https://idp.example/sso"), form.action());
        assertEquals(
                List.of("SAMLRequest", "RelayState"), List.copyOf(form.fields().keySet()));
        String xml = new String(Base64.getDecoder().decode(form.fields().getOrDefault("SAMLRequest", "")), UTF_8);
        assertTrue(xml, xml.contains("ID=\"" + form.carried() + "\""));
        assertTrue(xml, xml.contains("AssertionConsumerServiceURL=\"" + TestMessages.ADDRESS + "\""));
        assertTrue(xml, xml.contains(">" + TestMessages.AUDIENCE + "<"));
        assertTrue(xml, xml.contains("nameid-format:persistent"));
        assertTrue(xml, xml.contains("<ds:SignatureValue>"));
        assertNotEquals(form.carried(), begin(open(Map.of())).carried());
    }

    @Test
    public void redirectsWithASignedQuery() throws Exception {
        Departure.Redirect redirect = (Departure.Redirect)
                begin(open(Map.of("ssoBinding", "redirect", "ssoURL", "https://idp.example/sso?tenant=1")));
        String query = redirect.location().getRawQuery();
        assertTrue(query, query.startsWith("tenant=1&SAMLRequest="));
        Map<String, String> parameters = parameters(query);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(TestKeys.SERVICE.pair.getPublic());
        signature.update(query.substring(query.indexOf("SAMLRequest="), query.indexOf("&Signature="))
                .getBytes(UTF_8));
        assertTrue(signature.verify(Base64.getDecoder().decode(parameters.getOrDefault("Signature", ""))));
        String xml = inflated(parameters.getOrDefault("SAMLRequest", ""));
        assertTrue(xml, xml.contains("ID=\"" + redirect.carried() + "\""));
        assertFalse(xml, xml.contains("SignatureValue"));
    }

    @Test
    public void sendsUnsignedRequestsWithoutAKey() {
        Map<String, String> settings = Profile.settings(TestKeys.IDP);
        settings.remove("spKeyData");
        settings.remove("spCertificateData");
        Departure.Form form = (Departure.Form) begin((SamlConnector)
                new SamlConnectorFactory(new FakeUsedOnce(), clock).open("under-test", Settings.of(settings)));
        String xml = new String(Base64.getDecoder().decode(form.fields().getOrDefault("SAMLRequest", "")), UTF_8);
        assertFalse(xml, xml.contains("Signature"));
    }

    @Test
    public void takesAnAssertionOnce() {
        Profile profile = Profile.strict();
        String xml = TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", HostileCase.HOW);
        assertEquals("jane", profile.complete(xml).userId());
        SignInRefusedException refusal = assertThrows(SignInRefusedException.class, () -> profile.complete(xml));
        assertEquals("Assertion: was used before", refusal.getMessage());
    }

    @Test
    public void takesAnAssertionOnceHoweverManyConfirmationsItHas() {
        String one = TestMessages.response(TestMessages.draft())
                .replaceFirst("(<saml:SubjectConfirmation .*</saml:SubjectConfirmation>)", "$1$1")
                .replaceFirst("12:02:00Z", "12:01:00Z")
                .replace("12:02:00Z", "12:09:00Z");
        String later = HostileCase.changed(
                one,
                xml -> xml.replaceFirst("(NotOnOrAfter=\"\\S*12:09:00Z\")/", "NotBefore=\"2026-03-01T12:05:00Z\" $1/"));
        for (String xml : List.of(one, later)) {
            TestClock time = new TestClock(TestMessages.NOW);
            Profile profile = Profile.with(Map.of(), TestKeys.IDP, rememberingAsLongAsItMust(time), time);
            String signed = TestSigning.sign(xml, "_r1", HostileCase.HOW);
            assertEquals("jane", profile.complete(signed).userId());
            for (int minutes = 1; minutes <= 12; minutes++) {
                time.advance(Duration.ofMinutes(1));
                assertThrows(minutes + " minutes later", SignInRefusedException.class, () -> profile.complete(signed));
            }
        }
    }

    @Test
    public void remembersNoAssertionForEver() {
        String xml = HostileCase.changed(
                TestMessages.response(TestMessages.draft()),
                text -> text.replaceAll("NotOnOrAfter=\"[^\"]*\"", "NotOnOrAfter=\"9999-12-31T23:59:59Z\""));
        List<Instant> until = new ArrayList<>();
        UsedOnce used = (scope, id, end) -> until.add(end);
        Profile profile = Profile.with(Map.of(), TestKeys.IDP, used, clock);
        assertEquals(
                "jane",
                profile.complete(TestSigning.sign(xml, "_r1", HostileCase.HOW)).userId());
        assertEquals(List.of(TestMessages.NOW.plus(Duration.ofSeconds(630))), until);
    }

    @Test
    public void showsNoKeyThatStandsWhereItsFileShould() {
        Map<String, String> mistaken = Map.of("spKeyData", "", "spKey", TestKeys.SERVICE.keyPem());
        InvalidSettingException refusal = assertThrows(InvalidSettingException.class, () -> open(mistaken));
        assertEquals("spKey: expected the path of a file that can be read", refusal.getMessage());
    }

    @Test
    public void refusesToStandAtAnotherAddress() {
        UpstreamUnavailableException failure = assertThrows(
                UpstreamUnavailableException.class,
                () -> begin(open(Map.of("redirectURI", "https://narthex.example/other"))));
        assertTrue(failure.getMessage(), String.valueOf(failure.getMessage()).startsWith("redirectURI: expected"));
        SignInRequest request = new SignInRequest(
                URI.create("https://narthex.example/dex/callback"), "state", SCOPES, Optional.empty());
        open(Map.of()).begin(request);
    }

    @Test
    public void letsTheProviderMakeSureAnewOfThePerson() {
        for (boolean forced : new boolean[] {true, false}) {
            SignInRequest request = new SignInRequest(TestMessages.ADDRESS, "state", SCOPES, Optional.empty(), forced);
            Departure.Form form =
                    (Departure.Form) open(Map.of("ssoBinding", "post")).begin(request);
            String xml = new String(Base64.getDecoder().decode(form.fields().getOrDefault("SAMLRequest", "")), UTF_8);
            assertEquals(xml, forced, xml.contains("ForceAuthn=\"true\""));
        }
    }

    @Test
    public void refreshesForATimeOnly() {
        SamlConnector connector = open(Map.of("refreshFor", "1h", "allowedGroups", "staff"));
        Identity identity = Identity.of("jane")
                .withGroups(List.of("staff"))
                .withConnectorData(Long.toString(clock.instant().getEpochSecond()));
        assertEquals(identity, connector.refresh(identity, SCOPES));
        assertThrows(
                SignInRefusedException.class, () -> connector.refresh(identity.withGroups(List.of("guests")), SCOPES));
        clock.advance(Duration.ofMinutes(61));
        SignInRefusedException refusal =
                assertThrows(SignInRefusedException.class, () -> connector.refresh(identity, SCOPES));
        assertEquals(SignInRefusedException.Reason.NOT_PERMITTED, refusal.reason());
    }

    @Test
    public void countsCertificatesWhileTheyAreValid() {
        TestKeys expired =
                new TestKeys("RSA", 2048, TestMessages.NOW.minusSeconds(9), TestMessages.NOW.minusSeconds(1));
        SamlConnector connector = open(Map.of("caData", expired.certificatePem()));
        assertThrows(UpstreamUnavailableException.class, () -> begin(connector));
    }

    @Test
    public void refusesContradictions() {
        assertRefused("metadataURL", Map.of("metadataURL", "http://idp.example/md", "caData", "", "ssoURL", ""));
        assertRefused("caData", Map.of("metadataFile", "idp.xml"));
        assertRefused("ssoURL", Map.of("metadataFile", "idp.xml", "caData", ""));
        assertRefused(
                "metadataURL",
                Map.of("metadataFile", "idp.xml", "metadataURL", "https://idp.example/md", "caData", "", "ssoURL", ""));
        assertRefused("spCertificate", Map.of("spCertificateData", ""));
        assertRefused("spKey", Map.of("spKeyData", ""));
        assertRefused("groupsAttr", Map.of("groupsAttr", "", "allowedGroups", "staff"));
    }

    private static UsedOnce rememberingAsLongAsItMust(Clock clock) {
        Map<String, Instant> used = new HashMap<>();
        return (scope, id, until) -> {
            used.values().removeIf(end -> !end.isAfter(clock.instant()));
            return used.putIfAbsent(scope + " " + id, until) == null;
        };
    }

    private void assertRefused(String key, Map<String, String> settings) {
        InvalidSettingException refusal = assertThrows(InvalidSettingException.class, () -> open(settings));
        assertEquals(key, refusal.key());
    }

    private SamlConnector open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Profile.settings(TestKeys.IDP));
        all.putAll(settings);
        return (SamlConnector) new SamlConnectorFactory(new FakeUsedOnce(), clock).open("under-test", Settings.of(all));
    }

    private static Departure begin(SamlConnector connector) {
        return connector.begin(new SignInRequest(TestMessages.ADDRESS, "state", SCOPES, Optional.empty()));
    }

    private static String inflated(String parameter) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(parameter);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }
}
