package io.narthex.keys.internal;

/** The stored key ring is not what we wrote. Says where, never what is there. */
final class RingDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RingDamagedException(String message) {
        super(message);
    }

    RingDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
