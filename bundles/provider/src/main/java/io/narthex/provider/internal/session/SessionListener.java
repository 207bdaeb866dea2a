package io.narthex.provider.internal.session;

/** Is told of every session that ends before its time, whoever ends it. */
@FunctionalInterface
public interface SessionListener {

    /**
     * A session is about to end. May be called more than once for it, and must not take long.
     *
     * @param session as it is
     */
    void ending(Session session);
}
