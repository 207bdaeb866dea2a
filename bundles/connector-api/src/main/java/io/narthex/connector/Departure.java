package io.narthex.connector;

import java.net.URI;
import java.util.Map;

/** How the browser leaves for an upstream. */
public sealed interface Departure {

    /**
     * What {@link BrowserConnector#complete} needs to see again (a nonce, a code verifier, a request id). Travels sealed in
     * the browser's own cookie, so at most 1,000 characters; empty if nothing.
     */
    String carried();

    /**
     * Leave by a redirect.
     *
     * @param location absolute address at the upstream
     * @param carried see {@link Departure#carried()}
     */
    record Redirect(URI location, String carried) implements Departure {
        @Override
        public String toString() {
            return "Redirect[location=" + location.getHost() + "]";
        }
    }

    /**
     * Leave by a form that posts itself.
     *
     * @param action absolute address at the upstream
     * @param fields the hidden fields, names to values, in order
     * @param carried see {@link Departure#carried()}
     */
    record Form(URI action, Map<String, String> fields, String carried) implements Departure {
        /** Copies the fields. */
        public Form {
            fields = Values.orderedCopy(fields);
        }

        @Override
        public String toString() {
            return "Form[action=" + action.getHost() + ", fields=" + fields.keySet() + "]";
        }
    }
}
