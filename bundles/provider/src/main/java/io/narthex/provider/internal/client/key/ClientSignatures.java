package io.narthex.provider.internal.client.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.internal.client.ClientSecret;
import io.narthex.provider.internal.client.Credentials;
import java.util.Collection;

/** Says whether a client has made a JWT. What is asked for, by key or by secret, never depends on the JWT alone. */
public final class ClientSignatures {

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
                : ClientAlgorithms.BY_KEY.contains(jwt.algorithm()) && Jws.isByKey(jwt, keys, credentials);
        if (!isGood) {
            throw new RefusedJwtException("signature: not by this client");
        }
    }

    /** OpenID Connect Core 1.0, section 10.1: the key is the secret in UTF-8. A secret too short for the hash is none. */
    private static boolean isBySecret(ClientJwt jwt, String secret) {
        byte[] key = secret.getBytes(UTF_8);
        return key.length >= ClientAlgorithms.leastSecret(jwt.algorithm()) && Jws.isBySecret(jwt, key);
    }
}
