package io.narthex.provider.internal.token;

import io.narthex.protocol.Digests;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.client.Sector;
import io.narthex.provider.internal.grant.Grant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * By what name a client knows a person, the {@code sub} claim, OpenID Connect Core 1.0, sections 2 and 8; and a browser session,
 * the {@code sid} claim, or pairwise clients would know by the session what their names for people hide. The only place that
 * decides it, for all tokens and answers, and for what clients say of people.
 */
public final class Subjects {

    /** What the secret is for. */
    public static final String PURPOSE = "pairwise";

    private static final String HMAC = "HmacSHA256";

    private final Clients clients;
    private final Supplier<byte[]> secret;

    /** @param secret what pairwise names are made with, the same for ever and on every node; a {@code LastingSecret} for {@link #PURPOSE} */
    public Subjects(Clients clients, Supplier<byte[]> secret) {
        this.clients = clients;
        this.secret = secret;
    }

    /**
     * The {@code sub} of a person for a client.
     *
     * @param clientId the client that is told, or that says it
     * @throws OAuthException {@code invalid_client} if it is not there any more: nobody knows what it would be told
     */
    public String of(String clientId, Grant.Person person) {
        return of(clients.require(clientId), person);
    }

    /**
     * The {@code sub} of a person for a client.
     *
     * @param client the client that is told, or that says it
     */
    public String of(Client client, Grant.Person person) {
        return person.connectorId().isEmpty()
                ? person.subject()
                : sector(client)
                        .map(sector -> pairwise(sector, person.subject()))
                        .orElse(person.subject());
    }

    /**
     * The {@code sid} of a browser session for a client; OpenID Connect Front-Channel Logout 1.0, section 3.
     *
     * @param client the client that is told, or that says it
     */
    public String session(Client client, String sessionId) {
        // No subject begins with a zero byte, so no session is ever called what a person is.
        return sector(client).map(sector -> pairwise(sector, '\0' + sessionId)).orElse(sessionId);
    }

    /** The sector of a client that knows everybody by names of its own. */
    private static Optional<String> sector(Client client) {
        return client.tokens().pairwise()
                ? Optional.of(Sector.of(client.tokens().sector(), client.redirectUris())
                        .orElseThrow(() ->
                                new IllegalStateException("client '" + client.id() + "': pairwise, without sector")))
                : Optional.empty();
    }

    /** A host name has no zero byte, so no two pairs are the same text. */
    private String pairwise(String sector, String name) {
        return Digests.hmac(HMAC, secret.get(), sector + '\0' + name);
    }
}
