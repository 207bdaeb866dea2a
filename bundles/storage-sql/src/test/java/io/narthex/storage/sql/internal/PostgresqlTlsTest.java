package io.narthex.storage.sql.internal;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordKey;
import io.narthex.storage.StorageException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A server with a certificate of its own. */
public final class PostgresqlTlsTest {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static EmbeddedPostgres server;
    private static Path trusted;
    private static Path other;

    @BeforeClass
    public static void startServer() throws Exception {
        Path folder = FOLDER.getRoot().toPath();
        TestCertificate certificate = TestCertificate.make(folder, "server");
        trusted = certificate.certificate();
        other = TestCertificate.make(folder, "other").certificate();
        server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString())
                .start();
    }

    @AfterClass
    public static void stopServer() throws IOException {
        server.close();
    }

    @Test
    public void servesOverTlsWhenTheServerProvesItself() {
        assertServes(settings("127.0.0.1", Postgresql.Tls.VERIFY_FULL, Optional.of(trusted)));
    }

    @Test
    public void servesOverTlsWithWhomeverAnswersIfToldTo() {
        assertServes(settings("127.0.0.1", Postgresql.Tls.REQUIRE, Optional.empty()));
    }

    @Test
    public void refusesAServerWithACertificateThatIsNotTrusted() {
        assertRefused(settings("127.0.0.1", Postgresql.Tls.VERIFY_FULL, Optional.of(other)));
        assertRefused(settings("127.0.0.1", Postgresql.Tls.VERIFY_FULL, Optional.empty()));
    }

    @Test
    public void refusesAServerWithTheCertificateOfAnotherHost() {
        assertRefused(settings("localhost", Postgresql.Tls.VERIFY_FULL, Optional.of(trusted)));
    }

    private static void assertServes(SqlSettings settings) {
        try (SqlRecordStore store = SqlRecordStore.open(settings)) {
            assertTrue(store.find(new RecordKey("thing", "1")).isEmpty());
        }
    }

    private static void assertRefused(SqlSettings settings) {
        StorageException refusal = assertThrows(StorageException.class, () -> SqlRecordStore.open(settings));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message, message.startsWith(settings + ": the server did not prove that it is "));
    }

    private static SqlSettings settings(String host, Postgresql.Tls tls, Optional<Path> rootCert) {
        return new SqlSettings(
                new Postgresql(host, server.getPort(), "postgres", "postgres", Optional.of("s3cret"), tls, rootCert),
                TestDatabases.LIMITS);
    }
}
