package io.narthex.storage.sql.internal;

import io.narthex.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of databases for tests. */
final class TestDatabases {

    static final Limits LIMITS = new Limits(10, Duration.ofSeconds(2), Duration.ofSeconds(10));

    private TestDatabases() {}

    static SqlSettings h2(Path file) {
        return new SqlSettings(H2.from(Settings.of(Map.of("file", file.toString()))), LIMITS);
    }

    static SqlSettings postgresql(int port) {
        return new SqlSettings(
                new Postgresql(
                        "127.0.0.1",
                        port,
                        "postgres",
                        "postgres",
                        Optional.of("s3cret"),
                        Postgresql.Tls.DISABLE,
                        Optional.empty()),
                LIMITS);
    }

    /** A real server; takes some seconds. */
    static EmbeddedPostgres startPostgresql() throws IOException {
        return EmbeddedPostgres.builder().start();
    }
}
