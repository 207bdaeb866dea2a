package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.upstream.FaultyPort.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Whatever an upstream does wrong: the person, the log and health are told what docs/connectors/faults.md says, and another
 * connector goes on meanwhile.
 */
public class FaultsTest {

    @ClassRule
    public static final TemporaryFolder folder = new TemporaryFolder();

    private static final List<Fault> FAULTS = List.of(Fault.DOWN, Fault.SLOW, Fault.HUGE, Fault.MALFORMED);

    /** Health is found out every five seconds. */
    private static final Duration UNTIL_HEALTH_KNOWS = Duration.ofSeconds(12);

    /** What a form says above its fields, what a page is called, and what a client is told. */
    private static final List<Pattern> WORDS = List.of(
            Pattern.compile("<p[^>]*id=\"login-error\"[^>]*>([^<]*?)</p>"),
            Pattern.compile("<h1>([^<]*?)</h1>"),
            Pattern.compile("\"error\": ?\"([^\"]*?)\""));

    private static final Pattern LOGGED = Pattern.compile("\\S+ (\\S+) +\\S+ - (.*)");

    /** What the log says of health and of definitions. */
    private static final Pattern ELSE = Pattern.compile("\\S+ \\S+ +(HealthMonitor|Place) - .*");

    private static final ExecutorService people = Executors.newCachedThreadPool();

    private static FaultyWorld world;
    private static FaultsPage page;

    @BeforeClass
    public static void start() throws Exception {
        page = FaultsPage.read();
        world = FaultyWorld.start(folder.newFolder().toPath());
    }

    @AfterClass
    public static void stop() {
        people.shutdownNow();
        if (world != null) {
            world.close();
        }
    }

    @Test
    public void tellsOfEachFaultWhatThePageSays() throws Exception {
        for (Fault fault : FAULTS) {
            String when = fault == Fault.DOWN ? "down at start" : word(fault) + " at first";
            if (fault != Fault.DOWN) {
                // The provider is left alone for a quarter of a minute after a vain try.
                world.reopenSaml();
            }
            world.everywhere(fault);
            see("ldap", when, world::signInByLdap);
            see("oidc", when, () -> world.begin("oidc"));
            see("saml", when, () -> world.begin("saml"));
        }
        world.reopenSaml();
        world.everywhere(Fault.NONE);
        String ldap = world.refreshToken(world.signInByLdap());
        String oidc = world.refreshToken(world.signInByOidc(Fault.NONE));
        world.refreshToken(world.signInBySaml());
        long metadataRead = System.nanoTime();
        awaitGoodHealth();

        for (Fault fault : FAULTS) {
            world.everywhere(Fault.NONE);
            see("oidc", word(fault) + " later", () -> world.signInByOidc(fault));
            world.everywhere(fault);
            see("oidc", word(fault) + " at a refresh", () -> world.app().refresh(oidc));
            see("ldap", word(fault) + " later", world::signInByLdap);
            see("ldap", word(fault) + " at a refresh", () -> world.app().refresh(ldap));
        }
        world.everywhere(Fault.NONE);
        assertEquals(200, world.app().refresh(ldap).status());
        assertEquals(200, world.app().refresh(oidc).status());
        awaitGoodHealth();

        await("the metadata are old")
                .atMost(Duration.ofMinutes(2))
                .until(() -> System.nanoTime() - metadataRead
                        > Duration.ofSeconds(61).toNanos());
        world.everywhere(Fault.DOWN);
        see("saml", "down later", world::signInBySaml);
        see("oidc", "down while a token names a new key", world::exchangeTokenByNewKey);
        assertEquals("", page.differences("ldap", "oidc", "saml"));
    }

    @Test
    public void tellsOfHeadersWhatThePageSays() throws Exception {
        see("authproxy", "no header: the proxy does not ask who it is", () -> world.arriveByProxy());
        see("authproxy", "a header twice", () -> world.arriveByProxy("X-Remote-User: jane", "X-Remote-User: root"));
        see(
                "authproxy",
                "a header of 4,097 characters",
                () -> world.arriveByProxy("X-Remote-User: " + "x".repeat(4_097)));
        see("authproxy", "headers of 16 KiB", () -> world.arriveByProxy("X-Remote-User: " + "x".repeat(16_384)));
        see("authproxy", "an invisible character (U+200B)", () -> world.arriveByProxy("X-Remote-User: ja\u200bne"));
        see("authproxy", "a control character (U+0001)", () -> world.arriveByProxy("X-Remote-User: ja\u0001ne"));
        see("authproxy", "another spelling", () -> world.arriveByProxy("X-Remote-User: jane", "X_Remote_User: root"));
        see("authproxy", "a wrong secret", () -> world.arriveWithSecret("a-guess", "X-Remote-User: jane"));
        assertEquals("", page.differences("authproxy"));

        // When health knows what happened later, it says nothing of the headers.
        world.everywhere(Fault.DOWN);
        world.signInByLdap();
        await("health knows of the directory").atMost(UNTIL_HEALTH_KNOWS).until(() -> !world.health("ldap")
                .isEmpty());
        assertEquals("", world.health("authproxy"));
    }

    private static void see(String connector, String fault, Callable<Page> attempt) throws Exception {
        int before = world.log().size();
        Future<Page> person = people.submit(attempt);
        world.app().codeFromMock("openid");
        String seen = words(person.get());
        assertEquals(
                200,
                new Client()
                        .get(URI.create(world.narthex().issuer() + "/healthz"))
                        .status());
        FaultsPage.Row[] row = {new FaultsPage.Row("", "", "")};
        try {
            await().atMost(UNTIL_HEALTH_KNOWS)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        row[0] = new FaultsPage.Row(seen, logged(before), world.health(connector));
                        return page.tells(connector, fault, row[0]);
                    });
        } catch (ConditionTimeoutException e) {
            // compared with the page all the same
        }
        page.compare(connector, fault, row[0]);
    }

    private static String words(Page seen) {
        return seen.status()
                + WORDS.stream()
                        .map(pattern -> pattern.matcher(seen.text()))
                        .filter(Matcher::find)
                        .map(words -> " " + words.group(1))
                        .findFirst()
                        .orElse("");
    }

    private static String logged(int before) throws IOException {
        List<String> all = world.log();
        return all.subList(before, all.size()).stream()
                .filter(line -> !ELSE.matcher(line).matches())
                .map(LOGGED::matcher)
                .map(line -> line.matches() ? line.group(1) + " " + line.group(2) : "a line without a level")
                .collect(Collectors.joining("\n"));
    }

    private static void awaitGoodHealth() {
        for (String connector : List.of("ldap", "oidc", "saml")) {
            await("nothing is wrong with " + connector)
                    .atMost(UNTIL_HEALTH_KNOWS)
                    .until(() -> world.health(connector).isEmpty());
        }
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
