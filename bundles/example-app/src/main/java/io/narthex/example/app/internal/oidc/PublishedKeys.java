package io.narthex.example.app.internal.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The provider's public keys: kept for a while, fetched again when a token names one that is not among them. */
final class PublishedKeys {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<String> fetch;
    private final Clock clock;
    private Optional<JWKSet> known = Optional.empty();
    private Instant fetched = Instant.MIN;

    /** Keys from a document that is fetched when needed. */
    PublishedKeys(Supplier<String> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * The means to check a signature. The algorithm is one of the two allowed; the kind of key follows from it, so that a
     * public key never serves as a shared secret.
     *
     * @throws OidcException if no published key fits, not even after fetching them once more
     */
    JWSVerifier verifier(JWSHeader header) {
        JWK key = find(header, current())
                .or(() -> find(header, refetched()))
                .orElseThrow(() -> OidcException.untrusted(
                        "kid: no " + header.getAlgorithm() + " key '" + header.getKeyID() + "' is published"));
        try {
            return header.getAlgorithm().equals(JWSAlgorithm.RS256)
                    ? new RSASSAVerifier(key.toRSAKey().toRSAPublicKey())
                    : new ECDSAVerifier(key.toECKey().toECPublicKey());
        } catch (JOSEException e) {
            throw OidcException.untrusted("kid: the published key '" + header.getKeyID() + "' cannot be used");
        }
    }

    private static Optional<JWK> find(JWSHeader header, JWKSet keys) {
        List<JWK> fitting = keys.getKeys().stream()
                .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                .filter(key -> key.getAlgorithm() == null
                        || key.getAlgorithm()
                                .getName()
                                .equals(header.getAlgorithm().getName()))
                .filter(key -> header.getAlgorithm().equals(JWSAlgorithm.RS256)
                        ? key instanceof com.nimbusds.jose.jwk.RSAKey && key.size() >= 2048
                        : key instanceof com.nimbusds.jose.jwk.ECKey ec
                                && ec.getCurve().equals(Curve.P_256))
                .toList();
        if (header.getKeyID() == null) {
            // OpenID Connect Core 1.0, 10.1: a token may leave the key's name out only where there is no choice.
            return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
        }
        return fitting.stream()
                .filter(key -> header.getKeyID().equals(key.getKeyID()))
                .findFirst();
    }

    private synchronized JWKSet current() {
        if (known.isPresent() && fetched.plus(KEPT).isAfter(clock.instant())) {
            return known.get();
        }
        return refetched();
    }

    private synchronized JWKSet refetched() {
        try {
            JWKSet keys = JWKSet.parse(fetch.get());
            known = Optional.of(keys);
            fetched = clock.instant();
            return keys;
        } catch (ParseException e) {
            throw OidcException.untrusted("keys: expected a JSON Web Key Set");
        }
    }
}
