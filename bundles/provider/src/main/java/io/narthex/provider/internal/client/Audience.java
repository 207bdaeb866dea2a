package io.narthex.provider.internal.client;

import io.narthex.protocol.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For whom an ID token is: the client itself, or others that trust it. */
public final class Audience {

    private Audience() {}

    /** The clients named by audience scopes that do not trust the client, or do not exist. */
    public static List<String> untrusting(Client client, List<String> scopes, Clients clients) {
        return named(scopes).stream()
                .filter(peer -> !peer.equals(client.id()))
                .filter(peer -> clients.find(peer)
                        .filter(found -> found.trusts(client.id()))
                        .isEmpty())
                .toList();
    }

    /**
     * The {@code aud} claim: the clients named by audience scopes, in their order, and at the end the client itself unless it
     * is among them.
     */
    public static List<String> of(String clientId, List<String> scopes) {
        List<String> audience = new ArrayList<>(named(scopes));
        if (!audience.contains(clientId)) {
            audience.add(clientId);
        }
        return audience;
    }

    private static List<String> named(List<String> scopes) {
        return scopes.stream()
                .map(Scope::audience)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
