package io.narthex.connector.saml.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/**
 * Spoils good responses at random. Whatever comes in, what comes out is a refusal, or Jane as she was signed: no other
 * exception, no other person, and not after a long time. {@code -Dfuzz.rounds} and {@code -Dfuzz.seed} make it longer and
 * another one.
 */
public class FuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_301L);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final Random random = new Random(SEED);
    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    public void answersSpoiltResponsesWithARefusalOrTheTruth() {
        List<String> good = ResponseFuzzer.good();
        good.forEach(xml -> assertEquals("jane", Profile.strict().complete(xml).userId()));
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoilt = good.get(random.nextInt(good.size())).getBytes(UTF_8);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                spoilt = spoil(spoilt);
            }
            run(round, Base64.getEncoder().encodeToString(spoilt));
        }
        assertTrue("nothing at all got in: the changes are too coarse", accepted.get() > 0);
        assertTrue("too much got in: " + accepted, accepted.get() < ROUNDS / 2);
    }

    @Test
    public void answersNoiseWithARefusal() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            run(round, Base64.getEncoder().encodeToString(noise));
            run(round, new String(noise, UTF_8));
        }
    }

    private void run(int round, String parameter) {
        long begin = System.nanoTime();
        try {
            Identity identity = Profile.with(Map.of(), TestKeys.IDP).completeParameter(parameter);
            accepted.incrementAndGet();
            assertEquals("round " + round, "jane", identity.userId());
            assertEquals("round " + round, "Jane Doe", identity.username());
            assertEquals("round " + round, "jane@example.com", identity.email());
            assertEquals("round " + round, List.of("staff", "admins"), identity.groups());
        } catch (SignInRefusedException e) {
            assertTrue("round " + round, String.valueOf(e.getMessage()).length() < 300);
        }
        assertTrue("round " + round + " took too long", System.nanoTime() - begin < PATIENCE.toNanos());
    }

    private byte[] spoil(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(200));
        byte[] word = ResponseFuzzer.WORDS
                .get(random.nextInt(ResponseFuzzer.WORDS.size()))
                .getBytes(UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
            case 1 -> joined(bytes, at, word, at);
            case 2 -> joined(bytes, at, word, to);
            case 3 -> joined(bytes, at, new byte[0], to);
            case 4 -> joined(bytes, to, java.util.Arrays.copyOfRange(bytes, at, to), to);
            default -> joined(bytes, at, new byte[] {' '}, at);
        };
    }

    /** What stands before {@code from}, something new, and what stands after {@code to}. */
    private static byte[] joined(byte[] bytes, int from, byte[] between, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
