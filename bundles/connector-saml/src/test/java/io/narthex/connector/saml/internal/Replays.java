package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.HostileCase.HOW;

import java.util.List;

/** What was taken once, again: as it was, and in whatever other dress the same assertion can be put without breaking a seal. */
final class Replays {

    private static final Careless FIRST = Careless.FIRST_SIGNATURE_FIRST_ASSERTION;

    private Replays() {}

    static List<HostileCase> all() {
        TestMessages.Draft draft = TestMessages.draft();
        String assertion = TestSigning.sign(TestMessages.assertion(draft), draft.assertionId(), HOW);
        String response = TestMessages.response(draft, assertion);
        String whole = TestSigning.sign(TestMessages.response(draft), "_r1", HOW);
        return List.of(
                again("the same response again", whole, whole, FIRST),
                again("the same response with other line ends", whole, whole + "\n", FIRST),
                again("the same assertion again", response, response, FIRST),
                again(
                        "the same assertion in another response",
                        response,
                        response.replace("ID=\"_r1\"", "ID=\"_r2\""),
                        FIRST),
                again(
                        "the same assertion in a response that is signed too",
                        response,
                        TestSigning.sign(response, "_r1", HOW),
                        FIRST),
                again(
                        "the same assertion, encrypted by whoever likes to",
                        response,
                        TestMessages.response(draft, TestMessages.encrypted(assertion, TestKeys.SERVICE)),
                        Careless.DECRYPTED_SO_TRUE));
    }

    private static HostileCase again(String name, String before, String response, Careless careless) {
        return new HostileCase(
                name,
                List.of(TestMessages.encoded(before)),
                TestMessages.encoded(response),
                "Assertion: was used before",
                careless,
                "jane");
    }
}
