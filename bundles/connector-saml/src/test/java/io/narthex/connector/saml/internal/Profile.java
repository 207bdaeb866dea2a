package io.narthex.connector.saml.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.UsedOnce;
import io.narthex.settings.Settings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real connector, as it stands in a sign-in for which the request has been sent. */
final class Profile {

    private final SamlConnector connector;

    private Profile(SamlConnector connector) {
        this.connector = connector;
    }

    static Profile strict() {
        return with(Map.of(), TestKeys.IDP);
    }

    /** Takes every assertion as often as it comes. */
    static Profile forgetful() {
        return with(Map.of(), TestKeys.IDP, (scope, id, until) -> true);
    }

    static Profile with(Map<String, String> settings, TestKeys idp) {
        return with(settings, idp, new FakeUsedOnce());
    }

    private static Profile with(Map<String, String> settings, TestKeys idp, UsedOnce used) {
        return with(settings, idp, used, Clock.fixed(TestMessages.NOW, ZoneOffset.UTC));
    }

    static Profile with(Map<String, String> settings, TestKeys idp, UsedOnce used, Clock clock) {
        Map<String, String> all = settings(idp);
        all.putAll(settings);
        return new Profile((SamlConnector) new SamlConnectorFactory(used, clock).open("under-test", Settings.of(all)));
    }

    static Map<String, String> settings(TestKeys idp) {
        return new HashMap<>(Map.of(
                "ssoURL",
                "https://idp.example/sso",
                "ssoIssuer",
                TestMessages.ISSUER,
                "caData",
                idp.certificatePem(),
                "redirectURI",
                TestMessages.ADDRESS.toString(),
                "entityIssuer",
                TestMessages.AUDIENCE,
                "usernameAttr",
                "name",
                "emailAttr",
                "mail",
                "groupsAttr",
                "groups",
                "spKeyData",
                TestKeys.SERVICE.keyPem(),
                "spCertificateData",
                TestKeys.SERVICE.certificatePem()));
    }

    Identity complete(String xml) {
        return completeParameter(TestMessages.encoded(xml));
    }

    Identity completeParameter(String response) {
        return connector.complete(new Arrival(
                "POST",
                Map.of(),
                Map.of("SAMLResponse", List.of(response), "RelayState", List.of("state")),
                Map.of(),
                "127.0.0.1",
                TestMessages.ADDRESS,
                "state",
                TestMessages.REQUEST,
                new Scopes(true, true)));
    }
}
