package io.narthex.connector.tck;

import io.narthex.connector.ConnectorException;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;

/**
 * Something that an upstream may do wrong. The kit begins it, tries a whole sign-in with the right credentials, and
 * demands the exception.
 *
 * @param name said when the test fails, such as {@code token signed by a stranger}
 * @param begin makes the test's own upstream misbehave
 * @param expected what the connector must throw
 */
public record Fault(String name, Runnable begin, Class<? extends ConnectorException> expected) {

    /** A fault after which the same sign-in may be tried again: down, slow, answering nonsense. */
    public static Fault unavailable(String name, Runnable begin) {
        return new Fault(name, begin, UpstreamUnavailableException.class);
    }

    /** A fault that makes the answer worthless: forged, stale, meant for someone else. */
    public static Fault refused(String name, Runnable begin) {
        return new Fault(name, begin, SignInRefusedException.class);
    }
}
