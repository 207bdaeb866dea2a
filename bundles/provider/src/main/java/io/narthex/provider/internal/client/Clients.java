package io.narthex.provider.internal.client;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import java.util.Optional;

/** Finds clients, wherever they are defined. */
@FunctionalInterface
public interface Clients {

    /** The client of that id. */
    Optional<Client> find(String id);

    /**
     * The client of that id.
     *
     * @throws OAuthException {@code invalid_client} if it is not there any more
     */
    default Client require(String id) {
        return find(id).orElseThrow(() -> new OAuthException(ErrorCode.INVALID_CLIENT, "client: not known any more"));
    }

    /** Hears that a client has got an answer or tokens, and so is in use. */
    default void used(Client client) {}
}
