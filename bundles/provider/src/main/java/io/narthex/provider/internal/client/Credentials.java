package io.narthex.provider.internal.client;

import java.net.URI;
import java.util.Optional;

/**
 * What a client proves itself with.
 *
 * @param method the only method that it may use; empty for {@code client_secret_basic} and {@code client_secret_post} alike
 * @param secret its secret; a public client may have none
 * @param jwks its public keys, a JWK set as JSON (RFC 7517, section 5)
 * @param jwksUri where its public keys are to be fetched
 * @param signingAlgorithm the only algorithm that its assertions may be signed with; empty for all that go with the method
 */
public record Credentials(
        Optional<AuthenticationMethod> method,
        Optional<ClientSecret> secret,
        Optional<String> jwks,
        Optional<URI> jwksUri,
        Optional<String> signingAlgorithm) {

    /** Of a client that has nothing. */
    public static final Credentials NONE =
            new Credentials(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A secret and no more. */
    public static Credentials of(ClientSecret secret) {
        return new Credentials(
                Optional.empty(), Optional.of(secret), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
