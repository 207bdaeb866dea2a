package io.narthex.keys.internal;

import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Prints what signing, checking and sealing cost beside the bare cryptography that they use, per second of
 * processor time of one thread. Not a test: run its main method with the test class path.
 */
public final class KeysBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final String PAYLOAD = "{\"sub\":\"" + "x".repeat(590) + "\"}";
    private static final byte[] CONTENT = PAYLOAD.getBytes(StandardCharsets.UTF_8);

    private KeysBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        Policies policies = Policies.usual();
        policies.algorithms(SigningAlgorithm.values());
        try (KeyRing ring =
                new KeyRing(new WatchedStore(), policies, Clock.systemUTC(), Jca.PREFERRED, Duration.ofMinutes(1))) {
            Signer signer = new RingSigner(ring, policies);
            Sealer sealer = new RingSealer(ring);
            for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
                Signature bare = bare(algorithm);
                byte[] input = signer.sign(algorithm.algorithm(), PAYLOAD).getBytes(StandardCharsets.US_ASCII);
                compare(algorithm + " sign", () -> signer.sign(algorithm.algorithm(), PAYLOAD), () -> {
                    bare.update(input);
                    return bare.sign();
                });
            }
            SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
            SecureRandom random = new SecureRandom();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            compare("seal", () -> sealer.seal("token", CONTENT), () -> {
                byte[] nonce = new byte[12];
                random.nextBytes(nonce);
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
                return cipher.doFinal(CONTENT);
            });
            String sealed = sealer.seal("token", CONTENT);
            byte[] nonce = new byte[12];
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            byte[] encrypted = cipher.doFinal(CONTENT);
            compare("open", () -> sealer.open("token", sealed), () -> {
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, nonce));
                return cipher.doFinal(encrypted);
            });
        }
    }

    private static Signature bare(JwsAlgorithm algorithm) throws GeneralSecurityException {
        Signature signature = algorithm.signature(Jca.PREFERRED);
        signature.initSign(algorithm.format().privateKey(algorithm.format().generate(new SecureRandom())));
        return signature;
    }

    /** In turn, so that whatever else the machine does meets both; the best round of each counts. */
    private static void compare(String what, Work ours, Work bare) throws GeneralSecurityException {
        double best = 0;
        double bestBare = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, perSecond(ours));
            bestBare = Math.max(bestBare, perSecond(bare));
        }
        System.out.printf(Locale.ROOT, "%-11s %9.0f/s   bare %9.0f/s   %.2f%n", what, best, bestBare, best / bestBare);
    }

    private static double perSecond(Work work) throws GeneralSecurityException {
        long begin = THREADS.getCurrentThreadCpuTime();
        long used = 0;
        int done = 0;
        while (used < ROUND_NANOS) {
            for (int i = 0; i < 50; i++) {
                Objects.requireNonNull(work.run());
                done++;
            }
            used = THREADS.getCurrentThreadCpuTime() - begin;
        }
        return done * 1e9 / used;
    }

    private interface Work {
        Object run() throws GeneralSecurityException;
    }
}
