package io.narthex.connector.support.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.support.http.HttpCall;
import java.net.URI;
import java.net.URLEncoder;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How we prove to a token endpoint which client we are; OpenID Connect Core, section 9. */
public sealed interface ClientAuthentication {

    /** A token request with this form, and with the proof. */
    HttpCall request(String clientId, OAuthEndpoints endpoints, Map<String, String> form);

    /**
     * The secret in a header; RFC 6749, section 2.3.1.
     *
     * @param secret the client's secret
     */
    record SecretBasic(String secret) implements ClientAuthentication {
        @Override
        public HttpCall request(String clientId, OAuthEndpoints endpoints, Map<String, String> form) {
            String pair = URLEncoder.encode(clientId, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
            return HttpCall.post(endpoints.token(), form)
                    .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }

        @Override
        public String toString() {
            return "SecretBasic";
        }
    }

    /**
     * The secret in the form.
     *
     * @param secret the client's secret
     */
    record SecretPost(String secret) implements ClientAuthentication {
        @Override
        public HttpCall request(String clientId, OAuthEndpoints endpoints, Map<String, String> form) {
            Map<String, String> more = new LinkedHashMap<>(form);
            more.put("client_id", clientId);
            more.put("client_secret", secret);
            return HttpCall.post(endpoints.token(), more);
        }

        @Override
        public String toString() {
            return "SecretPost";
        }
    }

    /**
     * A signed statement; RFC 7523, section 2.2. It is meant for the issuer, or for the token endpoint of an upstream that
     * has no issuer.
     *
     * @param key an RSA key, or one on the curve P-256
     * @param keyId the name under which the upstream knows the public key
     * @param clock tells the time
     */
    record PrivateKeyJwt(PrivateKey key, Optional<String> keyId, Clock clock) implements ClientAuthentication {
        @Override
        public HttpCall request(String clientId, OAuthEndpoints endpoints, Map<String, String> form) {
            URI token = endpoints.token();
            String audience = endpoints.issuer().orElse(token.toString());
            Map<String, String> more = new LinkedHashMap<>(form);
            more.put("client_id", clientId);
            more.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            more.put("client_assertion", new ClientAssertion(key, keyId, clock).of(clientId, audience));
            return HttpCall.post(token, more);
        }

        @Override
        public String toString() {
            return "PrivateKeyJwt";
        }
    }
}
