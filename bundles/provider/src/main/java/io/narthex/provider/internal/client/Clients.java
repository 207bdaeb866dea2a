package io.narthex.provider.internal.client;

import java.util.Optional;

/** Finds clients, wherever they are defined. */
@FunctionalInterface
public interface Clients {

    /** The client of that id. */
    Optional<Client> find(String id);

    /** Hears that a client has got an answer or tokens, and so is in use. */
    default void used(Client client) {}
}
