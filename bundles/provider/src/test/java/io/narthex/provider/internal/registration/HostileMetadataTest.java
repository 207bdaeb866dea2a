package io.narthex.provider.internal.registration;

import static io.narthex.provider.internal.registration.RegistrationFixture.INITIAL;
import static io.narthex.provider.internal.registration.RegistrationFixture.with;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.internal.TestProvider;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** Whatever is sent, the answer is a client or a refusal of the specification. */
public class HostileMetadataTest {

    private static final int ROUNDS = 5_000;

    private static final Set<ErrorCode> EXPECTED = Set.of(
            ErrorCode.INVALID_CLIENT_METADATA, ErrorCode.INVALID_REDIRECT_URI, ErrorCode.TEMPORARILY_UNAVAILABLE);

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[\"\"]",
            "[{}]",
            "\"https://app.example/cb\"",
            "[\"https://app.example/cb\"]",
            "\"https://[\"",
            "[\"https://[::1\"]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[\"\\ud800://x\"]",
            "\"http://%\"",
            "[\":\"]",
            "[\"a:\"]",
            "\"none\"",
            "{\"keys\":[]}",
            "{\"keys\":[{}]}",
            "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}]}",
            "{\"keys\":{}}",
            "[\"code\"]",
            "[\"implicit\"]",
            "[\" \"]",
            "\"private_key_jwt\"",
            "\"pairwise\"",
            "99999999999999999999999999");

    private static final List<String> NAMES = List.of(
            "redirect_uris",
            "response_types",
            "grant_types",
            "application_type",
            "contacts",
            "client_name",
            "logo_uri",
            "client_uri",
            "policy_uri",
            "tos_uri",
            "jwks_uri",
            "jwks",
            "sector_identifier_uri",
            "subject_type",
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "userinfo_signed_response_alg",
            "request_object_signing_alg",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "default_max_age",
            "require_auth_time",
            "initiate_login_uri",
            "request_uris",
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "frontchannel_logout_uri",
            "scope",
            "require_pushed_authorization_requests",
            "client_id",
            "software_id");

    private final TestProvider provider = new TestProvider(
            "registration.enabled",
            "true",
            "registration.initialAccessToken",
            INITIAL,
            "registration.maximum",
            "50",
            "oauth2.responseTypes",
            TestProvider.ALL_TYPES);

    private final Random random = new Random(7);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void survivesAnyValueInAnyField() {
        int registered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder metadata = new StringBuilder("{\"redirect_uris\":[\"https://app.example/cb\"]");
            int fields = 1 + random.nextInt(3);
            for (int field = 0; field < fields; field++) {
                metadata.append(",\"").append(one(NAMES)).append("\":").append(one(VALUES));
            }
            registered += isTaken(metadata.append('}').toString()) ? 1 : 0;
        }
        assertTrue("registered " + registered, registered == 50);
    }

    @Test
    public void survivesBrokenText() {
        String whole = with("'client_name': 'App', 'contacts': ['a@b'], 'scope': 'openid', 'default_max_age': 5");
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder broken = new StringBuilder(whole);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(broken.length());
                broken.setCharAt(at, (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xffff)));
            }
            isTaken(broken.toString());
        }
    }

    private boolean isTaken(String metadata) {
        try {
            String answer = provider.registration.register(Optional.of(INITIAL), metadata);
            String id = answer.substring(14, 39);
            assertTrue(metadata, provider.access.clients().find(id).isPresent());
            return true;
        } catch (OAuthException e) {
            assertTrue(metadata + ": " + e.error(), EXPECTED.contains(e.error()));
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(metadata, e);
        }
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
