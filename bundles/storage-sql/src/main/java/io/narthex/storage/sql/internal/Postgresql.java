package io.narthex.storage.sql.internal;

import io.narthex.settings.Settings;
import io.narthex.storage.RecordChange;
import io.narthex.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, which many nodes may share. Text is compared by the collation {@code C}, that is, byte by byte.
 *
 * @param host name or address of the server
 * @param port where it listens
 * @param database the database, in the encoding UTF8
 * @param user who owns the tables
 * @param password of that user, empty if the server asks for none
 * @param tls how the connection is protected
 * @param tlsRootCert the certificates to trust, in PEM; empty for those that Java trusts
 */
record Postgresql(
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Tls tls,
        Optional<Path> tlsRootCert)
        implements Dialect {

    private static final String SWEEP =
            "delete from narthex_record where ctid = any (array (select ctid from narthex_record where expiry <= ?"
                    + " order by expiry limit ? for update skip locked)) returning kind, id";

    /** How the connection is protected. */
    enum Tls {
        DISABLE,
        REQUIRE,
        VERIFY_FULL
    }

    private static final String JAVA_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";
    private static final String ENTRY = "varchar(" + IndexColumns.MAX_BYTES + ") collate \"C\"";

    /** Any number will do, as long as nobody else uses it for a lock in the same database. */
    private static final long MIGRATION_LOCK = 0x6e617274686578L;

    static Postgresql from(Settings settings) {
        Optional<Path> rootCert = settings.optionalText("tlsRootCert").map(Path::of);
        if (rootCert.isPresent() && !Files.isReadable(rootCert.get())) {
            throw settings.wrong(
                    "tlsRootCert", "a file that can be read", rootCert.get().toString());
        }
        Tls tls = settings.choice("tls", Tls.class, Tls.VERIFY_FULL);
        if (rootCert.isPresent() && tls == Tls.DISABLE) {
            throw settings.wrong("tls", "require or verify-full together with tlsRootCert", "disable");
        }
        return new Postgresql(
                settings.text("host"),
                settings.number("port", 5432, 1, 65535),
                settings.text("database", "narthex"),
                settings.text("user", "narthex"),
                settings.optionalText("password"),
                tls,
                rootCert);
    }

    @Override
    public String name() {
        return "postgresql " + host + ":" + port + "/" + database;
    }

    @Override
    public DataSource dataSource(Limits limits) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        password.ifPresent(source::setPassword);
        source.setSslMode(
                switch (tls) {
                    case DISABLE -> "disable";
                    case REQUIRE -> "require";
                    case VERIFY_FULL -> "verify-full";
                });
        tlsRootCert.ifPresent(file -> source.setSslRootCert(file.toString()));
        if (tls == Tls.VERIFY_FULL && tlsRootCert.isEmpty()) {
            source.setSslfactory(JAVA_TRUST);
        }
        source.setApplicationName("narthex");
        source.setConnectTimeout(seconds(limits.connectTimeout().toMillis()));
        source.setLoginTimeout(seconds(limits.connectTimeout().toMillis()));
        // The server ends a statement in time; this is for a server, or a network, that no longer says anything.
        source.setSocketTimeout(seconds(limits.queryTimeout().toMillis() * 2));
        source.setTcpKeepAlive(true);
        // The detail of an error may quote a row, and a row holds secrets.
        source.setLogServerErrorDetail(false);
        return source;
    }

    @Override
    public Optional<String> greeting(Limits limits) {
        return Optional.of("set statement_timeout = " + limits.queryTimeout().toMillis());
    }

    @Override
    public List<List<String>> migrations() {
        return List.of(List.of(
                "create table narthex_record (kind varchar(32) collate \"C\" not null, id varchar(255) collate \"C\""
                        + " not null, version bigint not null, expiry bigint, index1 " + ENTRY + ", index2 " + ENTRY
                        + ", index3 " + ENTRY + ", index4 " + ENTRY + ", body text not null, primary key (kind, id))",
                "create index narthex_record_expiry on narthex_record (expiry) where expiry is not null",
                "create index narthex_record_index1 on narthex_record (index1, id) where index1 is not null",
                "create index narthex_record_index2 on narthex_record (index2, id) where index2 is not null",
                "create index narthex_record_index3 on narthex_record (index3, id) where index3 is not null",
                "create index narthex_record_index4 on narthex_record (index4, id) where index4 is not null"));
    }

    @Override
    public void beginMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("show server_encoding")) {
                row.next();
                if (!"UTF8".equals(row.getString(1))) {
                    throw new StorageException(
                            name() + ": expected a database with the encoding UTF8, got '" + row.getString(1) + "'");
                }
            }
            statement.execute("select pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
        }
    }

    @Override
    public String insert() {
        return "insert into narthex_record (" + Statements.COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    }

    /** By the place of the row, so that no plan can come to read the whole table. What another node sweeps is skipped. */
    @Override
    public List<RecordChange> sweep(Connection connection, long now, int limit) throws SQLException {
        List<RecordChange> swept = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SWEEP)) {
            statement.setLong(1, now);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    swept.add(new RecordChange(
                            row.getString("kind"), text(row, "id").orElse("")));
                }
            }
        }
        return swept;
    }

    @Override
    public Object text(String value) {
        return value;
    }

    @Override
    public Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    @Override
    public Companion companion(DataSource source, Limits limits, Changes changes) {
        return new PostgresqlRelay(name(), source, changes);
    }

    @Override
    public Optional<String> explain(SQLException error) {
        return Optional.ofNullable(error.getSQLState()).flatMap(state -> switch (state) {
            case "08006" -> Optional.ofNullable(error.getMessage())
                    .filter(message -> tls == Tls.VERIFY_FULL)
                    .map(message -> "the server did not prove that it is " + host + ": " + message);
            case "08001" -> Optional.of("the server does not answer");
            case "28P01", "28000" -> Optional.of("the server does not let the user '" + user + "' in");
            case "3D000" -> Optional.of("there is no such database");
            case "42501" -> Optional.of("the user '" + user + "' may not create tables in this database");
            default -> Optional.empty();
        });
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Postgresql[" + name() + ", user=" + user + ", tls=" + tls + "]";
    }

    private static int seconds(long millis) {
        return (int) Math.max(1, (millis + 999) / 1000);
    }
}
