package io.narthex.connector.saml.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.SignInRefusedException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** Each hostile response is taken by a careless validator, and refused by ours, quickly and with its cause. */
@RunWith(Parameterized.class)
public class HostileResponsesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HostileCase hostile;

    public HostileResponsesTest(HostileCase hostile) {
        this.hostile = hostile;
    }

    @BeforeClass
    public static void initializeOpenSaml() {
        assertThrows(SignInRefusedException.class, () -> Profile.strict().complete("<x/>"));
        Profile.strict()
                .complete(TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", HostileCase.HOW));
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<HostileCase> cases() {
        return Stream.of(HostileContents.all(), HostileSignatures.all(), HostileXml.all(), Replays.all(), Voids.all())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    public void isTakenByACarelessValidator() {
        assertEquals(
                Optional.of(hostile.as()),
                hostile.acceptedBy().signIn(Base64.getDecoder().decode(hostile.parameter())));
    }

    @Test
    public void isRefused() {
        Profile profile = Profile.strict();
        hostile.before()
                .forEach(taken ->
                        assertEquals("jane", profile.completeParameter(taken).userId()));
        long begin = System.nanoTime();
        SignInRefusedException refusal =
                assertThrows(SignInRefusedException.class, () -> profile.completeParameter(hostile.parameter()));
        assertTrue("took too long", System.nanoTime() - begin < PATIENCE.toNanos());
        assertEquals(SignInRefusedException.Reason.INVALID_ANSWER, refusal.reason());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message, message.startsWith(hostile.cause()));
        assertTrue("shows a name: " + message, !message.contains("jane") && !message.contains("mallory"));
    }
}
