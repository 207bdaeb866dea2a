package io.narthex.storage.sql.internal;

import io.narthex.settings.Settings;
import io.narthex.storage.RecordChange;
import io.narthex.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * H2 in a file that this process alone has open. Ids are kept as bytes, because H2 compares text by the UTF-16 of Java.
 *
 * @param file where, without the ending {@code .mv.db}
 */
record H2(Path file) implements Dialect {

    private static final String BYTES = "varbinary(" + IndexColumns.MAX_BYTES + ")";

    private static final String EXPIRED =
            "select kind, id, version from narthex_record where expiry <= ? order by expiry fetch first ? rows only";

    private static final String SWEEP = Statements.REMOVE + " and version = ?";

    private record Expired(String kind, String id, long version) {}

    static H2 from(Settings settings) {
        Optional<String> data = Optional.ofNullable(System.getProperty("karaf.data"));
        String file = data.map(folder -> settings.text("file", folder + "/narthex/narthex"))
                .orElseGet(() -> settings.text("file"));
        // A semicolon would end the path within the address of the database.
        if (!Path.of(file).isAbsolute() || file.contains(";") || file.endsWith("/") || file.endsWith(".db")) {
            throw settings.wrong("file", "an absolute path without the ending .mv.db and without a semicolon", file);
        }
        return new H2(Path.of(file).normalize());
    }

    @Override
    public String name() {
        return "h2 " + file;
    }

    /**
     * The file is opened by way of {@code retry}, because Java closes a file when a thread is interrupted while it reads or
     * writes, and with it the database for everybody else; so it is opened again.
     *
     * <p>The writer in the background stays on, since it also reclaims space. What is acknowledged is on disk before that:
     * {@link H2Durability}. Space is used again after a second, which is safe because every write was forced to disk.
     */
    @Override
    public DataSource dataSource(Limits limits) {
        prepareFile();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:retry:" + file + ";DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=1000;TRACE_LEVEL_FILE=0"
                + ";LOCK_TIMEOUT=" + limits.queryTimeout().toMillis()
                + ";QUERY_TIMEOUT=" + limits.queryTimeout().toMillis());
        source.setUser("narthex");
        source.setPassword("");
        return source;
    }

    @Override
    public List<List<String>> migrations() {
        return List.of(List.of(
                "create table if not exists narthex_record (kind varchar(32) not null, id varbinary(255) not null,"
                        + " version bigint not null, expiry bigint, index1 " + BYTES + ", index2 " + BYTES + ", index3 "
                        + BYTES + ", index4 " + BYTES + ", body varchar(1000000) not null, primary key (kind, id))",
                "create index if not exists narthex_record_expiry on narthex_record (expiry)",
                "create index if not exists narthex_record_index1 on narthex_record (index1, id)",
                "create index if not exists narthex_record_index2 on narthex_record (index2, id)",
                "create index if not exists narthex_record_index3 on narthex_record (index3, id)",
                "create index if not exists narthex_record_index4 on narthex_record (index4, id)"));
    }

    /**
     * The file is locked by this process; there is no other node to wait for. Nobody but the owner may read it: it holds
     * hashes and keys.
     */
    @Override
    public void beginMigration(Connection connection) {
        try {
            if (hasOwners()) {
                Files.setPosixFilePermissions(stored(), PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new StorageException(name() + ": the file can not be kept from others: " + e, e);
        }
    }

    @Override
    public String insert() {
        return "insert into narthex_record (" + Statements.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    /**
     * In two steps: H2 takes no snapshot of a table that is changed within {@code old table}. It finds a row by its old entry
     * in the index, reads it as it is a moment later, and would delete what was prolonged in between.
     */
    @Override
    public List<RecordChange> sweep(Connection connection, long now, int limit) throws SQLException {
        connection.setAutoCommit(false); // the pool rolls back and sets it again where this fails
        List<RecordChange> swept = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SWEEP)) {
            for (Expired row : expired(connection, now, limit)) {
                statement.setString(1, row.kind());
                statement.setObject(2, text(row.id()));
                statement.setLong(3, row.version());
                if (statement.executeUpdate() == 1) {
                    swept.add(new RecordChange(row.kind(), row.id()));
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return swept;
    }

    private List<Expired> expired(Connection connection, long now, int limit) throws SQLException {
        List<Expired> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EXPIRED)) {
            statement.setLong(1, now);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Expired(row.getString("kind"), text(row, "id").orElse(""), row.getLong("version")));
                }
            }
        }
        return rows;
    }

    @Override
    public Object text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Companion companion(DataSource source, Limits limits, Changes changes) throws SQLException {
        return new H2Durability(source);
    }

    @Override
    public Optional<String> explain(SQLException error) {
        return switch (error.getErrorCode()) {
            case 90020 -> Optional.of("the file is in use by another process");
            case 90030, 90031 -> Optional.of("the file is damaged; put a backup in its place");
            case 90062, 90011 -> Optional.of("the file can not be created");
            default -> Optional.empty();
        };
    }

    private Path stored() {
        return file.resolveSibling(file.getFileName() + ".mv.db");
    }

    private void prepareFile() {
        try {
            Path folder = Optional.ofNullable(file.getParent())
                    .orElseThrow(() -> new StorageException(name() + ": expected a file, got a folder"));
            if (hasOwners() && !Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
            if (Files.exists(stored()) && Files.size(stored()) == 0) {
                throw new StorageException(name() + ": the file is empty; put a backup in its place, or remove it to"
                        + " begin without any records");
            }
        } catch (IOException e) {
            throw new StorageException(name() + ": the file can not be used: " + e, e);
        }
    }

    private boolean hasOwners() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
