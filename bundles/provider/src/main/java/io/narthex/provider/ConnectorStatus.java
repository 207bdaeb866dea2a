package io.narthex.provider;

import java.util.Optional;

/**
 * How a connector fares.
 *
 * @param id its id
 * @param type its type, such as {@code ldap}
 * @param name what people see on the button
 * @param state whether it can be used
 * @param canRefresh whether it can look a person up again, as far as is known: as the instance that serves, or served last
 * @param problem what is wrong, with the cure where it is known; may be there although an older definition still
 *     serves, or although it serves and its upstream does not
 */
public record ConnectorStatus(
        String id, String type, String name, State state, boolean canRefresh, Optional<String> problem) {

    /** Whether a connector can be used. */
    public enum State {
        /** It serves. */
        READY,
        /** It served a moment ago and its bundle is being exchanged: calls wait for a bounded time. */
        UPGRADING,
        /** Its bundle is not installed, or it is being opened for the first time. */
        WAITING,
        /** It could not be opened. */
        FAILED
    }

    /** One that is not known to be able to refresh. */
    public ConnectorStatus(String id, String type, String name, State state, Optional<String> problem) {
        this(id, type, name, state, false, problem);
    }

    /** The same with another problem, or none. */
    public ConnectorStatus withProblem(Optional<String> other) {
        return new ConnectorStatus(id, type, name, state, canRefresh, other);
    }

    /** Whether the sign-in page offers it. */
    public boolean isOffered() {
        return state == State.READY || state == State.UPGRADING;
    }
}
