package io.narthex.connector;

/**
 * One configured upstream. Its methods are called by many threads at once and may block; the provider bounds how long
 * it waits.
 *
 * <p>Closed to the two ways a person can sign in; the interfaces below it are open to everyone.
 */
public sealed interface Connector extends AutoCloseable permits PasswordConnector, BrowserConnector {

    /**
     * Lets go of sockets, pools and threads. Called once, when no request is inside the connector any more, because its
     * definition changed or its bundle goes away. Must not throw.
     */
    @Override
    default void close() {}
}
