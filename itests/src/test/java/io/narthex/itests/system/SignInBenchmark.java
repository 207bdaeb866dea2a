package io.narthex.itests.system;

import static org.junit.Assert.assertTrue;

import io.narthex.itests.Client;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

/**
 * How many sign-ins, refreshes and documents a second the demo distribution serves, beside how many RS256 signatures the JDK
 * makes in the same run: a sign-in by code makes one. Clients and browsers run on the same machine. Not part of the tests; run
 * it on a quiet machine:
 *
 * <pre>mvn -pl itests -am verify -Dtest=SignInBenchmark -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
public class SignInBenchmark {
    private static final int THREADS = 8;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(20);
    private static final long MEASURED = TimeUnit.SECONDS.toNanos(20);

    @Test
    public void inMemory() throws Exception {
        measure("memory", Distribution.demo("benchmark-memory").onMemory());
    }

    @Test
    public void inTheH2File() throws Exception {
        measure("h2", Distribution.demo("benchmark-h2"));
    }

    private static void measure(String store, Distribution distribution) throws Exception {
        try (Distribution narthex = distribution.start()) {
            RelyingParty app = new RelyingParty(narthex.issuer());
            Callable<?> signIn = () -> RelyingParty.tokens(app.redeem(app.codeFromMock("openid email")));
            rate(WARM_UP, () -> signIn);
            report(store + ", sign-ins", rate(MEASURED, () -> signIn));
            report(store + ", refreshes", rate(MEASURED, () -> new Chain(app)));
            URI discovery = URI.create(narthex.issuer() + "/.well-known/openid-configuration");
            report(store + ", discovery", rate(MEASURED, () -> {
                Client client = new Client();
                return () -> client.get(discovery);
            }));
        }
    }

    /** Refreshes again and again with the token that the last answer had. */
    private static final class Chain implements Callable<String> {
        private final RelyingParty app;
        private String token;

        Chain(RelyingParty app) {
            this.app = app;
            this.token = next(app.redeem(app.codeFromMock("openid offline_access")));
        }

        @Override
        public String call() {
            token = next(app.refresh(token));
            return token;
        }

        private static String next(Client.Page answer) {
            return RelyingParty.tokens(answer).get("refresh_token").getAsString();
        }
    }

    private interface Workers {
        Callable<?> next();
    }

    private static double rate(long nanos, Workers workers) throws Exception {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + nanos;
        Load.atOnce(THREADS, () -> {
            Callable<?> work = workers.next();
            while (System.nanoTime() < end) {
                work.call();
                done.incrementAndGet();
            }
            return true;
        });
        return done.get() * 1e9 / nanos;
    }

    private static void report(String what, double rate) throws GeneralSecurityException {
        double signatures = signatures();
        System.out.printf(
                "%s: %.0f a second; %.2f of the JDK's %.0f signatures%n", what, rate, rate / signatures, signatures);
        assertTrue(what, rate > 0);
    }

    /** RS256 signatures a second of one thread. */
    private static double signatures() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withRSA");
        long start = System.nanoTime();
        int many = 3_000;
        for (int i = 0; i < many; i++) {
            signature.initSign(pair.getPrivate());
            signature.update(new byte[500]);
            signature.sign();
        }
        return many * 1e9 / (System.nanoTime() - start);
    }
}
