package io.narthex.connector.oidc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.ConnectorException;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** Each hostile token is taken by a careless validator, and refused by ours, quickly and with its cause. */
@RunWith(Parameterized.class)
public class HostileTokensTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TestSignIn test = new TestSignIn();
    private final List<String> tokens = new ArrayList<>();
    private final HostileToken hostile;

    public HostileTokensTest(HostileToken hostile) {
        this.hostile = hostile;
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<HostileToken> cases() {
        return Stream.of(HostileClaims.all(), HostileSignatures.all(), HostileKeySets.all())
                .flatMap(List::stream)
                .toList();
    }

    @Before
    public void prepare() {
        hostile.upstream().accept(test.upstream);
        test.upstream.tokenMaker = (claims, accessToken) -> {
            tokens.add(hostile.maker().apply(claims));
            return tokens.get(0);
        };
    }

    @After
    public void stop() {
        test.close();
    }

    @Test
    public void isRefusedAlthoughACarelessValidatorTakesIt() {
        long begin = System.nanoTime();
        ConnectorException refusal = refusal();
        assertTrue("took too long", System.nanoTime() - begin < PATIENCE.toNanos());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message, message.startsWith(hostile.cause()) && message.length() < 200);
        assertFalse(message, message.contains(tokens.get(0)) || message.contains("jane"));
        boolean isAboutTheSet = message.startsWith("GET ") || message.startsWith("keys of the upstream: ");
        assertEquals(
                isAboutTheSet ? UpstreamUnavailableException.class : SignInRefusedException.class, refusal.getClass());
        // The very token, and the very keys.
        assertEquals(
                Optional.of(hostile.as()), hostile.acceptedBy().signIn(tokens.get(0), test.upstream.keys.published()));
    }

    private ConnectorException refusal() {
        try {
            test.signIn();
        } catch (ConnectorException e) {
            return e;
        }
        throw new AssertionError("somebody is signed in");
    }
}
