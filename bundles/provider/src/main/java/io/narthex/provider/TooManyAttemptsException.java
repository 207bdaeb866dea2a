package io.narthex.provider;

import java.time.Duration;

/** There were too many wrong passwords lately, so none is checked now, right or wrong. The message is for the log. */
public final class TooManyAttemptsException extends RuntimeException {

    /** After which time one more is checked of one person from one source: no other limit lasts longer. */
    public static final Duration RETRY_AFTER = Duration.ofMinutes(2);

    private static final long serialVersionUID = 1L;

    /** Names the connector and says whose passwords, or from where. */
    public TooManyAttemptsException(String connectorId, String whose) {
        super("connector '" + connectorId + "': too many wrong passwords " + whose);
    }
}
