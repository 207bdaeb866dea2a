package io.narthex.itests.upstream;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import io.narthex.itests.system.Load;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Two processes on one PostgreSQL server, two clients, one person, and an upstream that takes the second use of a refresh
 * token for theft and ends everything then.
 */
public class TwoNodesTest {

    private static final int ROUNDS = 20;
    private static final String OTHER = "other-app";

    private static EmbeddedPostgres postgres;
    private static OidcProvider upstream;
    private static Distribution first;
    private static Distribution second;

    @BeforeClass
    public static void start() throws Exception {
        first = Downstream.with("two-nodes-first", "narthex-connector-oidc");
        second = Downstream.with("two-nodes-second", "narthex-connector-oidc");
        upstream = OidcProvider.start(URI.create(first.issuer() + "/callback"));
        postgres = EmbeddedPostgres.builder().start();
        for (Distribution node : List.of(first, second)) {
            Downstream.connect(node, upstream.issuer(), Map.of("getUserInfo", "true", "insecureEnableGroups", "true"));
            node.set("narthex.provider.cfg", "issuer", first.issuer().toString());
            node.write(
                    "narthex.client-" + OTHER + ".cfg",
                    Files.readString(node.etc().resolve("narthex.client-" + RelyingParty.ID + ".cfg")));
            node.write(
                    "narthex.storage.sql.cfg",
                    """
                    driver = postgresql
                    host = 127.0.0.1
                    port = %d
                    database = postgres
                    user = postgres
                    password = postgres
                    tls = disable
                    """
                            .formatted(postgres.getPort()));
        }
        first.launch();
        second.start();
        first.awaitReady();
    }

    @AfterClass
    public static void stop() throws Exception {
        first.close();
        second.close();
        if (postgres != null) {
            upstream.close();
            postgres.close();
        }
    }

    @Test(timeout = 180_000)
    public void logNobodyOutThroughTwentyRefreshesFromTwoClientsAtOnce() throws Exception {
        Session app = new Session(new RelyingParty(first.issuer()));
        Session other = new Session(new RelyingParty(first.issuer()).named(OTHER));
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger turn = new AtomicInteger(round);
            List<Page> answers = Load.atOnce(4, () -> {
                int number = turn.getAndIncrement() % 4;
                URI node = number % 2 == 0 ? first.issuer() : second.issuer();
                return (number < 2 ? app : other).refresh(node);
            });
            for (Page answer : answers) {
                assertEquals("round " + round + ": " + answer.text(), 200, answer.status());
            }
            app.goOn();
            other.goOn();
        }
        assertEquals(0, upstream.revocations());
        assertEquals(app.subject, app.client.claims(app.tokens).get("sub").getAsString());
        assertEquals(other.subject, other.client.claims(other.tokens).get("sub").getAsString());
        assertEquals("one record for both clients, without the token to be read", 1, recordsOfTheUpstream());
    }

    private static int recordsOfTheUpstream() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "select count(*) from narthex_record where kind = 'upstream' and body not like '%refreshToken%'")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** What one client holds. */
    private static final class Session {

        private final RelyingParty client;
        private final String subject;
        private final List<JsonObject> next = new CopyOnWriteArrayList<>();
        private volatile JsonObject tokens;

        Session(RelyingParty client) throws Exception {
            this.client = client;
            Journey journey = new Journey();
            Page login = journey.go(
                    client.authorization("openid email profile groups offline_access", "connector_id", "up"));
            Page consent = journey.submit(login, Map.of("login", "jane", "password", "any"));
            this.tokens = RelyingParty.tokens(client.redeem(client.code(journey.submit(consent, Map.of()))));
            this.subject = client.claims(tokens).get("sub").getAsString();
        }

        Page refresh(URI node) {
            Page answer = client.at(node).refresh(refreshToken(tokens));
            if (answer.status() == 200) {
                next.add(RelyingParty.tokens(answer));
            }
            return answer;
        }

        /** Goes on with what it got, the same token from both nodes. */
        void goOn() {
            assertEquals(1, next.stream().map(Session::refreshToken).distinct().count());
            assertNotEquals(refreshToken(tokens), refreshToken(next.get(0)));
            tokens = next.get(0);
            next.clear();
        }

        private static String refreshToken(JsonObject tokens) {
            return tokens.get("refresh_token").getAsString();
        }
    }
}
