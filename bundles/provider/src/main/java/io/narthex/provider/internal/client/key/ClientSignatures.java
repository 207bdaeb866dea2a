package io.narthex.provider.internal.client.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.jose.Signatures;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.internal.client.ClientSecret;
import io.narthex.provider.internal.client.Credentials;
import java.text.ParseException;
import java.util.Collection;

/** Says whether a client has made a JWT. What is asked for, by key or by secret, never depends on the JWT alone. */
public final class ClientSignatures {

    /** A JWT without {@code kid} is tried with so many keys at most. */
    private static final int MOST_TRIES = 10;

    private final ClientKeys keys;

    public ClientSignatures(ClientKeys keys) {
        this.keys = keys;
    }

    /**
     * Refuses a JWT that the client has not signed.
     *
     * @param accepted the algorithms that this client may use for this kind of JWT, out of {@link ClientAlgorithms}; never
     *     {@code none}
     * @throws RefusedJwtException if it has not
     * @throws UpstreamUnavailableException if the client's keys could not be fetched
     */
    public void require(Credentials credentials, ClientJwt jwt, Collection<String> accepted) {
        if (!accepted.contains(jwt.algorithm())) {
            throw new RefusedJwtException("alg: expected " + String.join(", ", accepted));
        }
        boolean isGood = ClientAlgorithms.BY_SECRET.contains(jwt.algorithm())
                ? credentials
                        .secret()
                        .flatMap(ClientSecret::text)
                        .filter(secret -> isBySecret(jwt, secret))
                        .isPresent()
                : ClientAlgorithms.BY_KEY.contains(jwt.algorithm()) && isByKey(jwt, credentials);
        if (!isGood) {
            throw new RefusedJwtException("signature: not by this client");
        }
    }

    private boolean isByKey(ClientJwt jwt, Credentials credentials) {
        JWSObject jws = parse(jwt);
        return keys.candidates(credentials, jws.getHeader()).stream()
                .limit(MOST_TRIES)
                .anyMatch(key -> Signatures.verifies(jws, key));
    }

    /** OpenID Connect Core 1.0, section 10.1: the key is the secret in UTF-8. A secret too short for the hash is none. */
    private static boolean isBySecret(ClientJwt jwt, String secret) {
        byte[] key = secret.getBytes(UTF_8);
        try {
            return key.length >= ClientAlgorithms.leastSecret(jwt.algorithm())
                    && parse(jwt).verify(new MACVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static JWSObject parse(ClientJwt jwt) {
        try {
            return JWSObject.parse(jwt.text());
        } catch (ParseException | IllegalArgumentException e) {
            throw new RefusedJwtException("expected a signed JWT");
        }
    }
}
