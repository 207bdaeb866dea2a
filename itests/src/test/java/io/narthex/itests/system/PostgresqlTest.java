package io.narthex.itests.system;

import static org.junit.Assert.assertEquals;

import io.narthex.itests.Client;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A real PostgreSQL server. */
public class PostgresqlTest extends EveryStore {
    private static EmbeddedPostgres postgres;
    private static Distribution narthex;

    @BeforeClass
    public static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        narthex = Distribution.demo("postgresql");
        narthex.write(
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
        narthex.start();
    }

    @AfterClass
    public static void stop() throws Exception {
        narthex.close();
        postgres.close();
    }

    @Override
    Distribution narthex() {
        return narthex;
    }

    @Test
    public void twentyThousandAuthorizationRequestsWriteNotOneRecord() throws Exception {
        long before = records();
        URI request = new RelyingParty(narthex.issuer()).authorization("openid email", "connector_id", "mock");
        AtomicInteger asked = new AtomicInteger();
        Load.atOnce(8, () -> {
            Client client = new Client();
            while (asked.getAndIncrement() < 20_000) {
                assertEquals(302, client.get(request).status());
            }
            return true;
        });
        assertEquals(before, records());
    }

    /** All but the lease and the keys, which the provider keeps by itself. */
    private static long records() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "select count(*) from narthex_record where kind not in ('lease', 'keys')")) {
            count.next();
            return count.getLong(1);
        }
    }
}
