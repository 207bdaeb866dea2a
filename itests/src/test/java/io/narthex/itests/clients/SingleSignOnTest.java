package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;

import io.narthex.itests.Client;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** One browser, and three applications of three makers. */
public class SingleSignOnTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static final Deque<ClientProgram> STARTED = new ArrayDeque<>();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ClientProgram node;
    private static ClientProgram apache;
    private static ClientProgram spring;

    private final Client browser = new Client();

    @BeforeClass
    public static void start() {
        node = started(OpenidClient.start(NARTHEX));
        apache = started(ApacheClient.start(NARTHEX));
        spring = started(SpringClient.start(NARTHEX));
    }

    @AfterClass
    public static void stop() {
        STARTED.forEach(ClientProgram::close);
        STARTED.clear();
    }

    @Test
    public void whoHasSignedInToOneIsKnownToAll() {
        assertThat(SharedNarthex.signIn(browser, node.at("/login")).text(), containsString("admin@example.com"));
        assertThat(visit(apache.at("/index.html")), containsString("for those who have signed in"));
        assertThat(visit(spring.at("/")), containsString("Hello"));
    }

    @Test
    public void whoSignsOutOfOneIsSignedOutOfAll() {
        whoHasSignedInToOneIsKnownToAll();
        browser.followAnywhere(browser.get(node.at("/logout")));
        for (URI page : List.of(apache.at("/index.html"), spring.at("/"))) {
            await("the session behind " + page + " has ended")
                    .atMost(PATIENCE)
                    .until(() ->
                            browser.get(page, "Accept", "text/html").location().isPresent());
            assertThat(visit(page), containsString("/auth/local"));
        }
    }

    /** What a page shows to somebody who touches no key. */
    private String visit(URI page) {
        return browser.followAnywhere(browser.get(page, "Accept", "text/html")).text();
    }

    private static ClientProgram started(ClientProgram program) {
        STARTED.push(program);
        return program;
    }
}
