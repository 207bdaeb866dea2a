package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * Sends good requests with something wrong to every endpoint, as many to each, and looks at what comes back: no fault of ours, no secret, no way
 * to an address that is not registered, and as much memory in use as before. As many as the specification asks for:
 *
 * <pre>mvn -pl itests -am verify -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dnarthex.fuzz.requests=100000</pre>
 *
 * <p>A finding comes with its request; {@code -Dnarthex.fuzz.seed} makes the same damage again.
 */
public class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("narthex.fuzz.requests", 200);
    private static final long SEED = Long.getLong("narthex.fuzz.seed", System.nanoTime());
    /** After each of them is told how much memory is in use, so that one can see it grow. */
    private static final int PASSES = 4;

    private static final int WARM_UP = 100;
    private static final int THREADS = 4;
    /** How many requests are made of the same tokens and flows, which some of them use up. */
    private static final int SHARE = 200;

    private static final long MOST_GROWTH = 48L << 20;
    /** The bytes that a request may leave behind on the disk, on average: grants that were asked for rightly, and a line of log. */
    private static final long MOST_LEFT = 2_048;

    private static final String PLANTED = "planted-secret-of-another-client";
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private Distribution narthex;

    @Before
    public void start() {
        System.out.println("narthex.fuzz.seed = " + SEED);
        narthex = Distribution.demo("fuzz");
        narthex.set("narthex.web.cfg", "trustedProxies", "127.0.0.1");
        narthex.set("narthex.provider.cfg", "oauth2.responseTypes", "code, id_token, token");
        String grants = "authorization_code, refresh_token, client_credentials, password,"
                + " urn:ietf:params:oauth:grant-type:device_code, urn:ietf:params:oauth:grant-type:token-exchange";
        narthex.set("narthex.provider.cfg", "oauth2.grantTypes", grants);
        narthex.set("narthex.provider.cfg", "oauth2.passwordConnector", "local");
        narthex.set("narthex.provider.cfg", "registration.enabled", "true");
        narthex.set("narthex.provider.cfg", "registration.initialAccessToken", FuzzMaterial.INITIAL_TOKEN);
        narthex.set("narthex.provider.cfg", "registration.maximum", "100000");
        narthex.set("narthex.client-example-app.cfg", "grantTypes", grants);
        narthex.write("narthex.client-" + FuzzMaterial.PUBLIC_CLIENT + ".cfg", "public = true\n");
        narthex.write(
                "narthex.client-planted.cfg", "secret = " + PLANTED + "\nredirectURIs = https://planted.example/cb\n");
        narthex.start();
    }

    @After
    public void stop() {
        narthex.close();
    }

    @Test
    public void damagedRequestsFindNoFault() throws Exception {
        FuzzJudge judge = new FuzzJudge(narthex.issuer(), List.of(PLANTED, RelyingParty.SECRET, "$2a$10$"));
        fire(judge, SEED, WARM_UP);
        long heap = heap();
        long data = size(narthex.data());
        System.out.printf("fuzz: heap %d KB, data %d KB%n", heap >> 10, data >> 10);
        for (int pass = 1; pass <= PASSES; pass++) {
            long start = System.nanoTime();
            fire(judge, SEED + pass * 1_000_003L, REQUESTS / PASSES);
            System.out.printf(
                    "fuzz: %d s, statuses %s, heap %d KB, data %d KB%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    judge.statuses(),
                    heap() >> 10,
                    size(narthex.data()) >> 10);
        }
        StringBuilder told = new StringBuilder();
        judge.findings()
                .forEach((kind, example) ->
                        told.append("\n=== ").append(kind).append('\n').append(example));
        assertEquals("seed " + SEED + told, 0, judge.findings().size());
        assertTrue("heap: " + heap + " -> " + heap(), heap() - heap < MOST_GROWTH);
        long left = size(narthex.data()) - data;
        int requests =
                judge.statuses().values().stream().mapToInt(Integer::intValue).sum();
        assertTrue("data: " + left, left < MOST_GROWTH + requests * MOST_LEFT);
        RelyingParty app = new RelyingParty(narthex.issuer());
        app.claims(RelyingParty.tokens(app.redeem(app.codeFromMock("openid email"))));
    }

    private void fire(FuzzJudge judge, long seed, int each) throws Exception {
        List<Share> shares = shares(FuzzTarget.all(FuzzMaterial.fresh(narthex.issuer())), each);
        AtomicInteger next = new AtomicInteger();
        Load.atOnce(THREADS, () -> {
            try (Wire wire = new Wire(narthex.port())) {
                for (int at = next.getAndIncrement(); at < shares.size(); at = next.getAndIncrement()) {
                    Share share = shares.get(at);
                    fire(judge, wire, new Random(seed + at), share.target(), share.requests());
                }
            }
            return true;
        });
    }

    /**
     * Requests of one kind.
     *
     * @param round in which they are sent: every endpoint has its first share before any has its second
     * @param target the place of the kind among all
     */
    private record Share(int round, int target, int requests) {}

    /** As many requests to each endpoint, from all its kinds of requests alike. */
    private static List<Share> shares(List<FuzzTarget> targets, int each) {
        Map<String, Long> kinds =
                targets.stream().collect(Collectors.groupingBy(FuzzTarget::path, Collectors.counting()));
        List<Share> shares = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            int left = (int) Math.ceil(
                    (double) each / kinds.getOrDefault(targets.get(target).path(), 1L));
            for (int round = 0; left > 0; round++, left -= SHARE) {
                shares.add(new Share(round, target, Math.min(SHARE, left)));
            }
        }
        shares.sort(Comparator.comparingInt(Share::round));
        return shares;
    }

    private void fire(FuzzJudge judge, Wire wire, Random random, int index, int many) throws IOException {
        FuzzMaterial made = FuzzMaterial.fresh(narthex.issuer());
        FuzzTarget target = FuzzTarget.all(made).get(index);
        for (int i = 0; i < many; i++) {
            FuzzShot shot = new FuzzShot(target, made, random);
            byte[] request = shot.bytes(narthex.issuer());
            judge.look(target, shot, request, wire.send(request, shot.hasBody()));
        }
    }

    /** The bytes of all objects that are still in use. */
    private long heap() throws IOException {
        Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
        assertTrue("the heap is told", total.find());
        return Long.parseLong(total.group(1));
    }

    private String jcmd(String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                        Long.toString(narthex.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
