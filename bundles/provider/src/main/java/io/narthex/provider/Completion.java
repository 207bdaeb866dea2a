package io.narthex.provider;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseTarget;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
     * The browser posts the answer to the client; OAuth 2.0 Form Post Response Mode, section 2.
     *
     * @param address the redirect URI, an absolute http or https address
     * @param fields the answer
     */
    record FormPost(String address, SortedMap<String, String> fields) implements Completion {

        /** Copies the fields. */
        public FormPost {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }

        @Override
        public String toString() {
            return "FormPost[fields=" + fields.keySet() + "]";
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

    /** The device gets what the person let it have; they have nothing more to do here. */
    record DeviceReady() implements Completion {}

    /** The answer on the way that its target wants. */
    static Completion of(ResponseTarget target, Map<String, String> answer) {
        return target.mode() == ResponseMode.FORM_POST
                ? new FormPost(target.redirectUri(), target.parameters(answer))
                : new Redirect(target.address(answer));
    }

    /** The error on the way that its target wants. */
    static Completion of(ResponseTarget target, OAuthException error) {
        return target.mode() == ResponseMode.FORM_POST
                ? new FormPost(target.redirectUri(), target.parameters(error))
                : new Redirect(target.address(error));
    }
}
