package io.narthex.provider.internal.client;

import io.narthex.protocol.RedirectUris;
import java.util.List;
import java.util.Optional;

/**
 * An application.
 *
 * @param id what it calls itself
 * @param name what people know it by
 * @param isPublic whether it cannot keep a secret: runs in a browser, on a desk or a phone
 * @param credentials what it proves itself with
 * @param redirectUris where answers may go
 * @param trustedPeers the clients that may ask for tokens that this one accepts
 * @param may what it may do
 * @param requests how it makes authorization requests
 * @param tokens what its tokens are like
 * @param logout how it takes part in signing out
 * @param about what people are told of it
 * @param origin how it became one
 */
public record Client(
        String id,
        String name,
        boolean isPublic,
        Credentials credentials,
        List<String> redirectUris,
        List<String> trustedPeers,
        Permissions may,
        RequestRules requests,
        TokenRules tokens,
        LogoutRules logout,
        About about,
        Origin origin) {

    /** Copies the lists. */
    public Client {
        redirectUris = List.copyOf(redirectUris);
        trustedPeers = List.copyOf(trustedPeers);
    }

    /** A client that has no more than it needs for signing people in. */
    public static Client simple(
            String id, String name, boolean isPublic, Credentials credentials, List<String> redirectUris) {
        return new Client(
                id,
                name,
                isPublic,
                credentials,
                redirectUris,
                List.of(),
                Permissions.DEFAULT,
                RequestRules.DEFAULT,
                TokenRules.DEFAULT,
                LogoutRules.NONE,
                About.NOTHING,
                Origin.CONFIGURED);
    }

    /** The same with other permissions. */
    public Client with(Permissions other) {
        return new Client(
                id,
                name,
                isPublic,
                credentials,
                redirectUris,
                trustedPeers,
                other,
                requests,
                tokens,
                logout,
                about,
                origin);
    }

    /** The same with other rules for tokens. */
    public Client with(TokenRules other) {
        return new Client(
                id,
                name,
                isPublic,
                credentials,
                redirectUris,
                trustedPeers,
                may,
                requests,
                other,
                logout,
                about,
                origin);
    }

    /** Its secret, if it has one. */
    public Optional<ClientSecret> secret() {
        return credentials.secret();
    }

    /** Whether it proves who it is, rather than just saying so. */
    public boolean provesItself() {
        return !isPublic
                || secret().isPresent()
                || credentials.method().equals(Optional.of(AuthenticationMethod.PRIVATE_KEY_JWT));
    }

    /** Whether answers may go there: registered, and whoever registered it, of a scheme that runs nothing. */
    public boolean mayUseRedirectUri(String uri) {
        return RedirectUris.isAllowed(uri, redirectUris, isPublic) && ClientAddresses.isRedirectUri(uri);
    }

    /** Whether the other client may ask for tokens that this one accepts. */
    public boolean trusts(String clientId) {
        return clientId.equals(id) || trustedPeers.contains(clientId);
    }
}
