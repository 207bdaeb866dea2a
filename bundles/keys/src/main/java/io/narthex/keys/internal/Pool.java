package io.narthex.keys.internal;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/** Lends objects that are dear to make and serve one thread at a time. Never waits: makes another one when none is idle. */
final class Pool<T> {

    private static final int MOST_IDLE = 32;

    private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(MOST_IDLE);
    private final Maker<T> maker;

    Pool(Maker<T> maker) {
        this.maker = maker;
    }

    /** Uses one of them. One that failed is thrown away, because nobody knows what state it is in. */
    <R> R use(Work<T, R> work) throws GeneralSecurityException {
        Optional<T> waiting = Optional.ofNullable(idle.poll());
        T lent = waiting.isPresent() ? waiting.get() : maker.make();
        R result = work.with(lent);
        idle.offer(lent);
        return result;
    }

    interface Maker<T> {
        T make() throws GeneralSecurityException;
    }

    interface Work<T, R> {
        R with(T lent) throws GeneralSecurityException;
    }
}
