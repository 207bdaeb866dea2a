package io.narthex.provider;

import io.narthex.protocol.OAuthException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Clients that register themselves; RFC 7591, RFC 7592 and OpenID Connect Dynamic Client Registration 1.0. Nothing of it is to
 * be reached where {@link RegistrationSettings#enabled} says that it is off.
 *
 * <p>Answers are client information responses as JSON; RFC 7591, section 3.2.1. They hold secrets.
 */
@ProviderType
public interface Registration {

    /**
     * Whether somebody may register who presents that, or nothing, as any stranger could: such requests are to be limited.
     *
     * @param token the initial access token, if one is presented
     */
    boolean isStranger(Optional<String> token);

    /**
     * Registers a client.
     *
     * @param token the initial access token, if one is presented
     * @param metadata the body
     * @return the answer, with the secret and the registration access token, which nobody can be told again
     * @throws OAuthException {@code invalid_token}, {@code invalid_redirect_uri} or {@code invalid_client_metadata}
     */
    String register(Optional<String> token, String metadata);

    /**
     * What is registered of a client; RFC 7592, section 2.1.
     *
     * @param token its registration access token, if one is presented
     * @throws OAuthException {@code invalid_token} if it is not the one of that client, or there is none
     */
    String read(String clientId, Optional<String> token);

    /**
     * Registers a client anew under its id; RFC 7592, section 2.2. What the body does not say is as if it had never been said.
     *
     * @param token as in {@link #read}; stays good
     * @param metadata the body
     * @return the answer, with a secret if the client needed a new one
     * @throws OAuthException as in {@link #read} and {@link #register}
     */
    String update(String clientId, Optional<String> token, String metadata);

    /**
     * Forgets a client and ends everything that it was granted; RFC 7592, section 2.3.
     *
     * @param token as in {@link #read}
     * @throws OAuthException as in {@link #read}
     */
    void delete(String clientId, Optional<String> token);
}
