package io.narthex.connector.saml.internal;

import io.narthex.connector.saml.internal.TestSigning.How;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A response that must not get in.
 *
 * @param name says what is wrong with it
 * @param before what was taken before, in base64; mostly nothing
 * @param parameter as it comes, in base64
 * @param cause how the message in the log begins
 * @param acceptedBy who takes it
 * @param as whom that one signs in
 */
record HostileCase(String name, List<String> before, String parameter, String cause, Careless acceptedBy, String as) {

    static final How HOW = How.with(TestKeys.IDP);

    static HostileCase of(String name, String response, String cause, Careless acceptedBy, String as) {
        return new HostileCase(name, List.of(), TestMessages.encoded(response), cause, acceptedBy, as);
    }

    /** Changed first and signed then: the provider itself says something that does not fit. */
    static HostileCase signed(String name, UnaryOperator<String> change, String cause) {
        return of(
                name,
                TestSigning.sign(changed(TestMessages.response(TestMessages.draft()), change), "_r1", HOW),
                cause,
                Careless.FIRST_SIGNATURE_FIRST_ASSERTION,
                "jane");
    }

    /** Signed in another way. */
    static HostileCase signedBy(String name, How how, String cause) {
        return of(
                name,
                TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", how),
                cause,
                Careless.FIRST_SIGNATURE_FIRST_ASSERTION,
                "jane");
    }

    /** Signed first and changed then. */
    static HostileCase tampered(String name, UnaryOperator<String> change, String cause) {
        return of(
                name,
                changed(TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", HOW), change),
                cause,
                Careless.FIRST_SIGNATURE_FIRST_ASSERTION,
                "jane");
    }

    HostileCase takenBy(Careless careless, String who) {
        return new HostileCase(name, before, parameter, cause, careless, who);
    }

    static String changed(String text, UnaryOperator<String> change) {
        String changed = change.apply(text);
        if (changed.equals(text)) {
            throw new IllegalStateException("the change changes nothing");
        }
        return changed;
    }

    @Override
    public String toString() {
        return name;
    }
}
