package io.narthex.web.internal.document.metadata;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.ProviderSettings;
import io.narthex.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Every line comes and goes with the setting that it speaks of. */
public class MetadataTest {

    @Test
    public void hasAllThatTheSpecificationsDemand() {
        Map<String, Object> metadata = metadata();
        for (String name : List.of(
                "issuer",
                "authorization_endpoint",
                "token_endpoint",
                "jwks_uri",
                "userinfo_endpoint",
                "scopes_supported",
                "response_types_supported",
                "subject_types_supported",
                "id_token_signing_alg_values_supported")) {
            assertTrue(name, metadata.containsKey(name));
        }
        assertEquals("https://id.example/dex/token", metadata.get("token_endpoint"));
        assertEquals(List.of("public", "pairwise"), metadata.get("subject_types_supported"));
    }

    @Test
    public void namesTheSigningAlgorithmsAndAlwaysRs256() {
        assertEquals(List.of("RS256"), metadata().get("id_token_signing_alg_values_supported"));
        assertEquals(
                List.of("ES256", "EdDSA", "RS256"),
                metadata("oauth2.signingAlgorithms", "ES256, EdDSA").get("id_token_signing_alg_values_supported"));
    }

    @Test
    public void namesTheGrantsThatAreOn() {
        assertTrue(list("grant_types_supported").contains("refresh_token"));
        assertEquals(
                List.of("authorization_code"),
                list("grant_types_supported", "oauth2.grantTypes", "authorization_code"));
        assertFalse(list("grant_types_supported").contains("implicit"));
        assertTrue(list("grant_types_supported", "oauth2.responseTypes", "code, id_token")
                .contains("implicit"));
    }

    @Test
    public void namesPublicClientsWhereTheyAreServed() {
        assertTrue(list("token_endpoint_auth_methods_supported").contains("none"));
        assertTrue(list("revocation_endpoint_auth_methods_supported").contains("none"));
        assertFalse(list("introspection_endpoint_auth_methods_supported").contains("none"));
        assertEquals("https://id.example/dex/introspect", metadata().get("introspection_endpoint"));
        assertEquals("https://id.example/dex/revoke", metadata().get("revocation_endpoint"));
    }

    @Test
    public void namesSignOutWhereThereAreSessions() {
        assertEquals("https://id.example/dex/logout", metadata().get("end_session_endpoint"));
        List<String> ways = List.of(
                "backchannel_logout_supported",
                "backchannel_logout_session_supported",
                "frontchannel_logout_supported",
                "frontchannel_logout_session_supported");
        ways.forEach(way -> assertEquals(way, true, metadata().get(way)));
        Map<String, Object> without = metadata("sessions.enabled", "false");
        assertFalse(without.containsKey("end_session_endpoint"));
        ways.forEach(way -> assertFalse(way, without.containsKey(way)));
    }

    @Test
    public void namesTheWayForDevicesWhereItIsOn() {
        assertEquals("https://id.example/dex/device/code", metadata().get("device_authorization_endpoint"));
        assertFalse(metadata("oauth2.grantTypes", "authorization_code").containsKey("device_authorization_endpoint"));
    }

    @Test
    public void namesTheWayToRegisterWhereItIsOn() {
        assertFalse(metadata().containsKey("registration_endpoint"));
        Map<String, Object> open = metadata("registration.enabled", "true", "registration.open", "true");
        assertEquals("https://id.example/dex/register", open.get("registration_endpoint"));
    }

    @Test
    public void namesTheResponseTypesThatAreOn() {
        assertEquals(List.of("code"), list("response_types_supported"));
        assertTrue(list("response_types_supported", "oauth2.responseTypes", "code, id_token")
                .containsAll(List.of("code", "id_token", "code id_token")));
    }

    @Test
    public void namesTheChallengeMethodsThatAreOn() {
        assertEquals(List.of("S256"), list("code_challenge_methods_supported"));
        assertEquals(
                List.of("S256", "plain"),
                list("code_challenge_methods_supported", "oauth2.pkce.codeChallengeMethodsSupported", "plain, S256"));
    }

    @Test
    public void offersNoUnsignedRequestObjects() {
        assertTrue(list("request_object_signing_alg_values_supported").containsAll(List.of("RS256", "ES256", "HS256")));
        assertFalse(list("request_object_signing_alg_values_supported").contains("none"));
        assertEquals(true, metadata().get("require_request_uri_registration"));
    }

    @Test
    public void saysWhetherRequestsMustBePushed() {
        assertEquals("https://id.example/dex/par", metadata().get("pushed_authorization_request_endpoint"));
        assertEquals(false, metadata().get("require_pushed_authorization_requests"));
        assertEquals(
                true, metadata("oauth2.requirePushedRequests", "true").get("require_pushed_authorization_requests"));
    }

    private static List<?> list(String name, String... keysAndValues) {
        return metadata(keysAndValues).get(name) instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> metadata(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("issuer", "https://id.example/dex"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Metadata.of(ProviderSettings.from(Settings.of(values)));
    }
}
