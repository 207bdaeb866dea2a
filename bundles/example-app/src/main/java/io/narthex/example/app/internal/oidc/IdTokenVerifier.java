package io.narthex.example.app.internal.oidc;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks ID tokens.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect Core 1.0, 3.1.3.7</a>
 */
final class IdTokenVerifier {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final String issuer;
    private final String clientId;
    private final PublishedKeys keys;
    private final Clock clock;

    IdTokenVerifier(String issuer, String clientId, PublishedKeys keys, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.keys = keys;
        this.clock = clock;
    }

    /** What the token must go with. */
    record Expected(Optional<String> nonce, Optional<String> subject, String accessToken) {

        /** The ID token of a sign-in carries the nonce that was sent (3.1.3.7, 11). */
        static Expected ofSignIn(String nonce, String accessToken) {
            return new Expected(Optional.of(nonce), Optional.empty(), accessToken);
        }

        /** The ID token of a refresh is about the same person, and need not repeat the nonce (12.2). */
        static Expected ofRefresh(IdToken first, String accessToken) {
            return new Expected(Json.text(first.claims(), "nonce"), Optional.of(first.subject()), accessToken);
        }

        private boolean isRefresh() {
            return subject.isPresent();
        }

        /** Without the access token. */
        @Override
        public String toString() {
            return "Expected[subject=" + subject + "]";
        }
    }

    /**
     * Checks a token.
     *
     * @throws OidcException naming the first claim that is not as it should be
     */
    IdToken verify(String raw, Expected expected) {
        List<String> checks = new ArrayList<>();
        JWSObject token = parse(raw);
        checkSignature(token, checks);
        JsonObject claims = Json.object(token.getPayload().toString())
                .orElseThrow(() -> OidcException.untrusted("id_token: expected claims in a JSON object"));
        checkIssuer(claims, checks);
        checkAudience(claims, checks);
        Instant expires = checkTimes(claims, checks);
        checkNonce(claims, expected, checks);
        checkAccessTokenHash(claims, expected.accessToken(), checks);
        String subject = checkSubject(claims, expected);
        JsonObject header = Json.object(token.getHeader().toString()).orElseGet(JsonObject::new);
        return new IdToken(raw, header, claims, subject, expires, checks);
    }

    private static JWSObject parse(String raw) {
        try {
            return JWSObject.parse(raw);
        } catch (ParseException e) {
            // An unsigned token (alg none) ends here too: it is no JWS.
            throw OidcException.untrusted("id_token: expected a signed token");
        }
    }

    private void checkSignature(JWSObject token, List<String> checks) {
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw OidcException.untrusted("alg: expected RS256 or ES256, got '" + header.getAlgorithm() + "'");
        }
        try {
            if (!token.verify(keys.verifier(header))) {
                throw OidcException.untrusted("signature: not made with the published key '" + header.getKeyID() + "'");
            }
        } catch (JOSEException e) {
            throw OidcException.untrusted("signature: cannot be checked");
        }
        checks.add("Signed with " + header.getAlgorithm() + " by the published key "
                + Optional.ofNullable(header.getKeyID()).orElse("without a name"));
    }

    private void checkIssuer(JsonObject claims, List<String> checks) {
        String found = Json.text(claims, "iss").orElse("");
        if (!found.equals(issuer)) {
            throw OidcException.untrusted("iss: expected '" + issuer + "', got '" + found + "'");
        }
        checks.add("Issued by " + issuer);
    }

    private void checkAudience(JsonObject claims, List<String> checks) {
        List<String> audience = Json.texts(claims, "aud");
        if (!audience.contains(clientId)) {
            throw OidcException.untrusted("aud: expected '" + clientId + "' in it, got " + audience);
        }
        Optional<String> party = Json.text(claims, "azp");
        if (party.isEmpty() && audience.size() > 1) {
            throw OidcException.untrusted("azp: missing although there are several audiences, " + audience);
        }
        if (party.isPresent() && !party.get().equals(clientId)) {
            throw OidcException.untrusted("azp: expected '" + clientId + "', got '" + party.get() + "'");
        }
        checks.add(
                audience.size() == 1
                        ? "Meant for " + clientId
                        : "Meant for " + String.join(", ", audience) + "; asked for by " + clientId);
    }

    private Instant checkTimes(JsonObject claims, List<String> checks) {
        Instant now = clock.instant();
        Instant expires = time(claims, "exp");
        Instant issued = time(claims, "iat");
        if (!now.isBefore(expires.plus(SKEW))) {
            throw OidcException.untrusted("exp: the token expired at " + expires);
        }
        if (issued.isAfter(now.plus(SKEW))) {
            throw OidcException.untrusted("iat: the token was issued in the future, at " + issued);
        }
        checks.add("Issued in the past and not expired");
        return expires;
    }

    private static Instant time(JsonObject claims, String name) {
        return Json.number(claims, name)
                .filter(seconds -> seconds > 0 && seconds < 100_000_000_000L)
                .map(Instant::ofEpochSecond)
                .orElseThrow(() -> OidcException.untrusted(name + ": missing or not a time"));
    }

    private static void checkNonce(JsonObject claims, Expected expected, List<String> checks) {
        Optional<String> found = Json.text(claims, "nonce");
        if (expected.isRefresh() && found.isEmpty()) {
            return;
        }
        if (!Randoms.same(found.orElse(""), expected.nonce().orElse(""))) {
            throw OidcException.untrusted("nonce: not the one that was sent with this sign-in");
        }
        checks.add("Made for this sign-in: the nonce is the one that was sent");
    }

    private static void checkAccessTokenHash(JsonObject claims, String accessToken, List<String> checks) {
        Optional<String> found = Json.text(claims, "at_hash");
        if (found.isEmpty()) {
            return;
        }
        // Both allowed algorithms use SHA-256 (3.1.3.6).
        String hash = Randoms.base64(Arrays.copyOf(Randoms.sha256(accessToken), 16));
        if (!Randoms.same(found.get(), hash)) {
            throw OidcException.untrusted("at_hash: not the hash of the access token that came along");
        }
        checks.add("Belongs to the access token: its hash is the one named");
    }

    private static String checkSubject(JsonObject claims, Expected expected) {
        String subject = Json.text(claims, "sub").orElseThrow(() -> OidcException.untrusted("sub: missing"));
        if (expected.subject().isPresent() && !expected.subject().get().equals(subject)) {
            throw OidcException.untrusted("sub: not the person who signed in");
        }
        return subject;
    }
}
