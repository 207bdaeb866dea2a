package io.narthex.provider;

/** How a flow ends. */
public sealed interface Completion {

    /**
     * The browser goes back to the client.
     *
     * @param address the redirect URI with the answer
     */
    record Redirect(String address) implements Completion {
        @Override
        public String toString() {
            return "Redirect[...]";
        }
    }

    /**
     * The person carries the code to the client.
     *
     * @param code the authorization code
     */
    record ShowCode(String code) implements Completion {
        @Override
        public String toString() {
            return "ShowCode[...]";
        }
    }
}
