package io.narthex.storage;

/**
 * The store could not do what it was asked: not reachable, too slow, out of space, or what it holds is damaged. Whether a
 * write happened is unknown. The message names the store and must hold no secret and no body.
 */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was tried. */
    public StorageException(String message) {
        super(message);
    }

    /** Says what was tried and why it failed. */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
