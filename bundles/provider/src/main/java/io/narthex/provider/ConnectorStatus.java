package io.narthex.provider;

import java.util.Optional;

/**
 * How a connector fares.
 *
 * @param id its id
 * @param type its type, such as {@code ldap}
 * @param name what people see on the button
 * @param state whether it can be used
 * @param problem what is wrong, with the cure where it is known; may be there although an older definition still serves
 */
public record ConnectorStatus(String id, String type, String name, State state, Optional<String> problem) {

    /** Whether a connector can be used. */
    public enum State {
        /** It serves. */
        READY,
        /** Its bundle is being exchanged, or not installed. */
        WAITING,
        /** It could not be opened. */
        FAILED
    }

    /** Whether the sign-in page offers it. */
    public boolean isOffered() {
        return state == State.READY;
    }
}
