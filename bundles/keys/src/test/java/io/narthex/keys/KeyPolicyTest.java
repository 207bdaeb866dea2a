package io.narthex.keys;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** Policies that make no sense are refused by name. */
public final class KeyPolicyTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Set<SigningAlgorithm> RS256 = EnumSet.of(SigningAlgorithm.RS256);

    private static void refuses(
            String name, Duration rotation, Duration tokens, Duration extra, Set<SigningAlgorithm> algorithms) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new KeyPolicy(rotation, tokens, HOUR, extra, HOUR, HOUR, algorithms));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message, message.startsWith(name + ": "));
    }

    @Test
    public void namesWhatMakesNoSense() {
        refuses("rotationPeriod", Duration.ZERO, HOUR, HOUR, RS256);
        refuses("rotationPeriod", Duration.ofMillis(999), HOUR, HOUR, RS256);
        refuses("rotationPeriod", Duration.ofSeconds(1), HOUR, HOUR, RS256);
        refuses("tokenLifetime", HOUR, Duration.ofHours(-1), HOUR, RS256);
        refuses("tokenLifetime", HOUR, Duration.ofSeconds(Long.MAX_VALUE), HOUR, RS256);
        refuses("extraRetention", HOUR, HOUR, Duration.ofHours(-1), RS256);
        refuses("extraRetention", HOUR, HOUR, Duration.ofSeconds(Long.MAX_VALUE), RS256);
        refuses("algorithms", HOUR, HOUR, HOUR, Set.of());
    }

    @Test
    public void listsAlgorithmsInOneOrder() {
        KeyPolicy policy =
                new KeyPolicy(HOUR, HOUR, HOUR, Duration.ZERO, HOUR, HOUR, Set.of(SigningAlgorithm.values()));
        assertEquals(List.of(SigningAlgorithm.values()), List.copyOf(policy.algorithms()));
    }

    @Test
    public void findsAnAlgorithmByItsNameAlone() {
        assertEquals(Optional.of(SigningAlgorithm.ES256), SigningAlgorithm.find("ES256"));
        assertEquals(Optional.of(SigningAlgorithm.EDDSA), SigningAlgorithm.find("EdDSA"));
        assertEquals(Optional.empty(), SigningAlgorithm.find("es256"));
        assertEquals(Optional.empty(), SigningAlgorithm.find("EDDSA"));
        assertEquals(Optional.empty(), SigningAlgorithm.find("none"));
    }
}
