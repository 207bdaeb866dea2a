package io.narthex.provider.internal.registration;

import static io.narthex.provider.internal.registration.RegistrationFixture.CALLBACK;
import static io.narthex.provider.internal.registration.RegistrationFixture.INITIAL;
import static io.narthex.provider.internal.registration.RegistrationFixture.assertRefused;
import static io.narthex.provider.internal.registration.RegistrationFixture.json;
import static io.narthex.provider.internal.registration.RegistrationFixture.register;
import static io.narthex.provider.internal.registration.RegistrationFixture.text;
import static io.narthex.provider.internal.registration.RegistrationFixture.with;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Test;

public class MetadataReaderTest {

    private static final String JWKS =
            "{'keys': [{'kty': 'OKP', 'crv': 'Ed25519', 'x': '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}]}";

    private final TestProvider provider = new TestProvider(
            "registration.enabled",
            "true",
            "registration.initialAccessToken",
            INITIAL,
            "oauth2.responseTypes",
            TestProvider.ALL_TYPES,
            "oauth2.signingAlgorithms",
            "RS256, ES256");

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void namesTheFieldThatIsWrong() {
        Map<String, String> table = new TreeMap<>();
        table.put("'grant_types': 'authorization_code'", "grant_types: expected a list");
        table.put("'grant_types': []", "grant_types: expected at least one");
        table.put("'grant_types': ['password']", "grant_types: expected of");
        table.put("'grant_types': ['client_credentials']", "grant_types: expected of");
        table.put("'grant_types': ['urn:ietf:params:oauth:grant-type:token-exchange']", "grant_types: expected of");
        table.put("'grant_types': ['authorization_code', 'implicit']", "response_types: expected one with id_token");
        table.put("'response_types': ['code', 'id_token']", "grant_types: expected implicit");
        table.put(
                "'grant_types': ['implicit'], 'response_types': ['code id_token']",
                "grant_types: expected authorization_code");
        table.put("'response_types': ['none']", "response_types: expected of");
        table.put("'response_types': ['code code']", "response_types: expected of");
        table.put("'response_types': ['token'], 'grant_types': ['implicit']", "response_types: expected of");
        table.put("'application_type': 'desktop'", "application_type: expected one of web, native");
        table.put("'token_endpoint_auth_method': 'tls_client_auth'", "token_endpoint_auth_method: expected one of");
        table.put("'token_endpoint_auth_method': 'private_key_jwt'", "jwks: missing");
        table.put("'jwks': " + JWKS + ", 'jwks_uri': 'https://app.example/jwks'", "jwks_uri: expected either");
        table.put("'jwks': {'keys': [{'kty': 'oct', 'k': 'AAAA'}]}", "jwks: expected public keys");
        table.put("'jwks': '{}'", "jwks: expected a JSON object");
        table.put("'jwks_uri': 'http://app.example/jwks'", "jwks_uri: expected an https address");
        table.put("'id_token_signed_response_alg': 'none'", "id_token_signed_response_alg: expected one of");
        table.put(
                "'id_token_signed_response_alg': 'EdDSA'",
                "id_token_signed_response_alg: expected one of RS256, ES256,");
        table.put(
                "'userinfo_signed_response_alg': 'PS256'",
                "userinfo_signed_response_alg: expected one of RS256, ES256,");
        table.put("'id_token_encrypted_response_alg': 'RSA-OAEP'", "id_token_encrypted_response_alg: not supported");
        table.put("'userinfo_encrypted_response_alg': 'RSA-OAEP'", "userinfo_encrypted_response_alg: not supported");
        table.put("'request_object_encryption_alg': 'RSA-OAEP'", "request_object_encryption_alg: not supported");
        table.put("'dpop_bound_access_tokens': true", "dpop_bound_access_tokens: not supported");
        table.put("'request_object_signing_alg': 'RS256'", "jwks: missing");
        table.put(
                "'request_object_signing_alg': 'HS256', 'token_endpoint_auth_method': 'none'",
                "request_object_signing_alg: expected one for a client without secret");
        table.put("'subject_type': 'secret'", "subject_type: expected one of public, pairwise");
        table.put("'sector_identifier_uri': 'http://app.example/'", "sector_identifier_uri: expected an https address");
        table.put("'default_max_age': -1", "default_max_age: expected a whole number");
        table.put("'default_max_age': 1.5", "default_max_age: expected a whole number");
        table.put("'default_max_age': '10'", "default_max_age: expected a whole number");
        table.put("'default_max_age': 99999999999999999999", "default_max_age: expected a whole number");
        table.put("'require_auth_time': 'true'", "require_auth_time: expected true or false");
        table.put("'initiate_login_uri': 'http://app.example/login'", "initiate_login_uri: expected an https address");
        table.put("'request_uris': ['http://app.example/r']", "request_uris: expected https");
        table.put("'request_uris': ['https://app.example/" + "r".repeat(600) + "']", "request_uris: expected https");
        table.put("'post_logout_redirect_uris': ['javascript:x']", "post_logout_redirect_uris: expected https");
        table.put("'backchannel_logout_uri': 'http://app.example/out'", "backchannel_logout_uri: expected an https");
        table.put("'backchannel_logout_uri': 'https://app.example/out#f'", "backchannel_logout_uri: expected an https");
        table.put(
                "'frontchannel_logout_uri': 'https://app.example:8443/out'",
                "frontchannel_logout_uri: expected the host");
        table.put(
                "'frontchannel_logout_uri': 'https://other.example/out'", "frontchannel_logout_uri: expected the host");
        table.put("'client_name': 'a\\nb'", "client_name: expected a text of one line");
        table.put("'client_name': '" + "n".repeat(201) + "'", "client_name: expected at most 200 characters");
        table.put("'client_uri': 'http://app.example'", "client_uri: expected an https address");
        table.put("'tos_uri': 7", "tos_uri: expected a text");
        table.put("'contacts': ['a', '']", "contacts: expected texts");
        table.put("'scope': 'openid repo'", "scope: expected of");
        table.put("'scope': 'openid federated:id', 'subject_type': 'pairwise'", "scope: expected of");
        table.put("'scope': 'audience:server:client_id:app'", "scope: expected of");
        table.forEach((more, begin) ->
                assertRefused(provider.registration, ErrorCode.INVALID_CLIENT_METADATA, begin, with(more)));
    }

    @Test
    public void refusesWhatIsNoObject() {
        for (String body :
                List.of("", "[]", "{", "null", "{} {}", json("{'a': 1, 'a': 2}"), "{a: 1}", "[".repeat(9_000))) {
            assertRefused(provider.registration, ErrorCode.INVALID_CLIENT_METADATA, "body: expected", body);
        }
    }

    @Test
    public void letsAnswersGoOnlyWhereTheKindOfApplicationHasThem() {
        String web = "";
        String tokens = ", 'grant_types': ['implicit'], 'response_types': ['id_token']";
        String mobile = ", 'application_type': 'native'";
        assertTaken(
                web,
                "https://app.example/cb",
                "https://app.example/cb?a=b",
                "http://localhost:8080/cb",
                "http://127.0.0.1/");
        assertNotTaken(
                web,
                "http://app.example/cb",
                "https://app.example/cb#f",
                "https://app.example/#",
                "https://*.example/cb",
                "https://user@app.example/cb",
                "https:///cb",
                "com.example.app:/cb",
                "javascript:alert(1)",
                "data:text/html,x",
                "/cb",
                "cb",
                "https://app.example/\u00e9",
                "http://localhost.evil.example/cb");
        assertTaken(tokens, "https://app.example/cb");
        assertNotTaken(
                tokens, "https://localhost/cb", "http://localhost/cb", "http://127.0.0.1/cb", "https://[::1]/cb");
        assertTaken(
                mobile, "com.example.app:/cb", "http://127.0.0.1:1234/cb", "http://[::1]/cb", "https://app.example/cb");
        assertNotTaken(
                mobile,
                "http://app.example/cb",
                "javascript:alert(1)",
                "urn:ietf:wg:oauth:2.0:oob",
                "file:///etc/passwd",
                "mailto:a@b",
                "com.example.app:cb");
        assertRefused(
                provider.registration, ErrorCode.INVALID_REDIRECT_URI, "redirect_uris: expected at least one", "{}");
        assertRefused(
                provider.registration,
                ErrorCode.INVALID_REDIRECT_URI,
                "redirect_uris: expected at least one",
                json("{'redirect_uris': []}"));
    }

    @Test
    public void takesAPublicClientWithASchemeOfItsOwnForANativeOne() {
        JsonObject answer = register(
                provider.registration,
                json("{'redirect_uris': ['cursor://mcp/callback'], 'token_endpoint_auth_method': 'none'}"));
        assertEquals("native", text(answer, "application_type"));
        assertFalse(answer.has("client_secret"));
        assertTrue(client(answer).isPublic());
    }

    @Test
    public void understandsWhatThereIsAPlaceFor() {
        provider.documents.served.put("https://sector.example/list", "[\"" + CALLBACK + "\", \"https://b.example/\"]");
        JsonObject answer = register(
                provider.registration,
                with("'client_name': 'App', 'client_uri': 'https://www.example', 'logo_uri': 'https://APP.example/l',"
                        + " 'policy_uri': 'https://app.example/p', 'tos_uri': 'https://app.example/t',"
                        + " 'token_endpoint_auth_method': 'private_key_jwt', 'token_endpoint_auth_signing_alg': 'EdDSA',"
                        + " 'jwks': " + JWKS + ", 'request_object_signing_alg': 'ES256',"
                        + " 'subject_type': 'pairwise', 'sector_identifier_uri': 'https://sector.example/list',"
                        + " 'id_token_signed_response_alg': 'ES256', 'userinfo_signed_response_alg': 'RS256',"
                        + " 'default_max_age': 60, 'require_auth_time': true, 'initiate_login_uri': 'https://app.example/i',"
                        + " 'request_uris': ['https://app.example/r#x'], 'require_pushed_authorization_requests': true,"
                        + " 'post_logout_redirect_uris': ['https://app.example/bye'],"
                        + " 'backchannel_logout_uri': 'https://app.example/back', 'backchannel_logout_session_required': true,"
                        + " 'frontchannel_logout_uri': 'https://app.example/front', 'scope': 'openid email',"
                        + " 'client_name#de': 'Anwendung', 'contacts': ['a@app.example'], 'software_id': 's1'"));
        Client client = client(answer);
        assertEquals("App", client.name());
        assertEquals(Optional.of("https://APP.example/l"), client.about().logo().map(Object::toString));
        assertEquals(Optional.of("EdDSA"), client.credentials().signingAlgorithm());
        assertEquals(Optional.of("ES256"), client.requests().objectAlgorithm());
        assertTrue(client.tokens().pairwise());
        assertEquals(Optional.of(SigningAlgorithm.ES256), client.tokens().idToken());
        assertEquals(Optional.of(SigningAlgorithm.RS256), client.tokens().userinfo());
        assertEquals(Optional.of(Duration.ofSeconds(60)), client.requests().maxAge());
        assertTrue(client.requests().requireAuthTime());
        assertTrue(client.requests().requirePushed());
        assertFalse(client.requests().skipApproval());
        assertEquals(List.of("https://app.example/bye"), client.logout().redirectUris());
        assertTrue(client.logout().backChannelSession());
        assertEquals(List.of("openid", "email"), client.may().scopes());
        assertEquals("https://app.example/i", text(answer, "initiate_login_uri"));
        assertEquals("s1", text(answer, "software_id"));
        assertFalse(answer.has("client_secret"));
        assertFalse(answer.has("client_name#de"));
    }

    @Test
    public void leavesOutAPictureThatMayBeSomebodyElses() {
        assertFalse(register(provider.registration, with("'logo_uri': 'https://bank.example/logo'"))
                .has("logo_uri"));
    }

    @Test
    public void takesAbsentNullAndEmptyForTheSame() {
        JsonObject answer = register(provider.registration, with("'client_name': null, 'logo_uri': '', 'jwks': null"));
        assertEquals(text(answer, "client_id"), client(answer).name());
    }

    @Test
    public void demandsThatTheSectorListsTheClient() {
        String sector = "'sector_identifier_uri': 'https://sector.example/list'";
        for (String list : List.of("{}", "[]", "[\"https://b.example/\"]", "not json", "[[\"" + CALLBACK + "\"]]")) {
            provider.documents.served.put("https://sector.example/list", list);
            assertRefused(
                    provider.registration,
                    ErrorCode.INVALID_CLIENT_METADATA,
                    "sector_identifier_uri: expected",
                    with(sector));
        }
        provider.documents.served.clear();
        assertRefused(
                provider.registration,
                ErrorCode.INVALID_CLIENT_METADATA,
                "sector_identifier_uri: could not be fetched",
                with(sector));
        assertRefused(
                provider.registration,
                ErrorCode.INVALID_CLIENT_METADATA,
                "sector_identifier_uri: missing",
                json("{'redirect_uris': ['https://a.example/', 'https://b.example/'], 'subject_type': 'pairwise'}"));
    }

    @Test
    public void refusesWhatIsSwitchedOff() {
        provider.settings = TestProvider.settings(
                "registration.enabled", "true",
                "registration.initialAccessToken", INITIAL,
                "oauth2.grantTypes", "authorization_code");
        assertRefused(
                provider.registration,
                ErrorCode.INVALID_CLIENT_METADATA,
                "grant_types: expected what is switched on",
                with("'grant_types': ['authorization_code', 'refresh_token']"));
        assertRefused(
                provider.registration,
                ErrorCode.INVALID_CLIENT_METADATA,
                "grant_types: expected what is switched on",
                with("'grant_types': ['implicit'], 'response_types': ['id_token']"));
    }

    private Client client(JsonObject answer) {
        return provider.access.clients().find(text(answer, "client_id")).orElseThrow();
    }

    private void assertTaken(String more, String... uris) {
        for (String uri : uris) {
            register(provider.registration, json("{'redirect_uris': ['" + uri + "']" + more + "}"));
        }
    }

    private void assertNotTaken(String more, String... uris) {
        for (String uri : uris) {
            assertRefused(
                    provider.registration,
                    ErrorCode.INVALID_REDIRECT_URI,
                    "redirect_uris: expected",
                    json("{'redirect_uris': ['" + uri + "']" + more + "}"));
        }
    }
}
