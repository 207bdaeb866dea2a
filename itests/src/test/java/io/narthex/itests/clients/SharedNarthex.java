package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;

import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.rules.ExternalResource;

/**
 * The demo, running for as long as any test class or suite has it as its rule. The person is {@code admin@example.com} of
 * the password database, or whom the connector {@code mock} vouches for.
 */
final class SharedNarthex extends ExternalResource {

    /** What people of the password database type. */
    private static final Map<String, String> ADMIN = Map.of("login", "admin@example.com", "password", "password");

    /** The files that the pages of {@code docs/clients} show. */
    static final Path SAMPLES =
            Path.of("../config/examples/clients").toAbsolutePath().normalize();

    private static final SharedNarthex SHARED = new SharedNarthex();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern REDIRECT = Pattern.compile("(?m)^redirectURIs = ([^\\s,]+)");

    private int users;
    private Optional<Distribution> running = Optional.empty();

    private SharedNarthex() {}

    /** The only one. */
    static SharedNarthex shared() {
        return SHARED;
    }

    @Override
    protected void before() {
        if (running.isEmpty()) {
            Distribution narthex = Distribution.demo("clients").onMemory();
            try {
                narthex.start();
            } catch (AssertionError | RuntimeException e) {
                narthex.close();
                throw e;
            }
            running = Optional.of(narthex);
        }
        users++;
    }

    @Override
    protected void after() {
        users--;
        if (users == 0) {
            running.orElseThrow().close();
            running = Optional.empty();
        }
    }

    /** The running distribution. */
    Distribution distribution() {
        return running.orElseThrow();
    }

    /** Its issuer. */
    URI issuer() {
        return distribution().issuer();
    }

    /**
     * Registers the client of a sample, at the address at which it runs in the test, and waits until it is known.
     *
     * @param id the client's, which names the file and its secret
     * @param example the origin that the sample names
     * @param origin where the client really is
     * @return the client's secret
     */
    String register(String id, String example, URI origin) {
        return register(id, example, origin, definition -> definition);
    }

    /**
     * The same with a change.
     *
     * @param change what it makes of the sample
     */
    String register(String id, String example, URI origin, UnaryOperator<String> change) {
        String secret = "secret-of-" + id + "-that-is-long-enough";
        distribution().write("secrets/" + id, secret);
        String file = "narthex.client-" + id + ".cfg";
        String definition = change.apply(sample(file)).replace(example, origin.toString());
        distribution().write(file, definition);
        Matcher redirect = REDIRECT.matcher(definition);
        if (!redirect.find()) {
            throw new AssertionError(file + ": no redirectURIs");
        }
        URI request = URI.create(issuer() + "/auth?"
                + Client.encoded(Map.of("client_id", id, "redirect_uri", redirect.group(1), "scope", "openid")));
        await("the client " + id + " is known")
                .atMost(PATIENCE)
                .until(() -> new Client().get(request).location().isPresent());
        return secret;
    }

    /** Goes to a client as somebody who has not signed in yet, signs in by password, and ends at the client. */
    static Page signIn(Client browser, URI client) {
        Page choice = browser.followAnywhere(browser.get(client, "Accept", "text/html"));
        return browser.followAnywhere(browser.submit(browser.get(Client.link(choice, "/auth/local")), ADMIN));
    }

    /** The text of a sample. */
    static String sample(String file) {
        try {
            return Files.readString(SAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
