package io.narthex.storage.sql.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.narthex.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pool of connections, in which statements are repeated where that is safe. Says once when the database goes
 * away and once when it is back.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 6;
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String name;
    private final HikariDataSource pool;
    private final AtomicBoolean away = new AtomicBoolean();

    Database(Dialect dialect, Limits limits, DataSource source) {
        this.name = dialect.name();
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("narthex-sql");
        config.setMaximumPoolSize(limits.poolSize());
        config.setMinimumIdle(Math.min(2, limits.poolSize()));
        config.setConnectionTimeout(limits.connectTimeout().toMillis());
        config.setValidationTimeout(Math.min(3000, limits.connectTimeout().toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setExceptionOverride(new Evicting());
        dialect.greeting(limits).ifPresent(config::setConnectionInitSql);
        this.pool = new HikariDataSource(config);
    }

    /** What is done with a connection that commits every statement. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Reads; also repeated when a connection broke, for example because the database was restarted. */
    <T> T read(String what, Work<T> work) {
        return run(what, true, work);
    }

    /** Writes with one statement, or all or nothing of several; repeated only if the database says that it undid it. */
    <T> T write(String what, Work<T> work) {
        return run(what, false, work);
    }

    private <T> T run(String what, boolean reading, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                T answer = work.run(connection);
                if (away.get() && away.compareAndSet(true, false)) {
                    LOG.info("{}: the database answers again", name);
                }
                return answer;
            } catch (SQLException e) {
                boolean broken = isBroken(e);
                boolean again = isUndone(e) || (reading && broken && !(e instanceof SQLTransientConnectionException));
                if (!again || attempt == ATTEMPTS) {
                    throw failed(what, broken, e);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L << attempt));
            }
        }
    }

    private StorageException failed(String what, boolean broken, SQLException e) {
        if (broken && away.compareAndSet(false, true)) {
            LOG.warn("{}: the database does not answer: {}", name, e.getMessage());
        }
        return new StorageException(name + ": could not " + what + ", SQL state " + e.getSQLState(), e);
    }

    /** The database chose this statement to lose a deadlock or a conflict of transactions, and undid it. */
    private static boolean isUndone(SQLException e) {
        return stateOf(e).startsWith("40");
    }

    /** No connection, or it broke, or the server is going down or coming up. */
    private static boolean isBroken(SQLException e) {
        String state = stateOf(e);
        return state.startsWith("08")
                || state.startsWith("57P")
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException;
    }

    private static String stateOf(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }

    /** Lets those who are inside finish, for a bounded time, and closes every connection. */
    @Override
    public void close() {
        long end = System.nanoTime() + DRAIN_NANOS;
        while (pool.getHikariPoolMXBean().getActiveConnections() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        pool.close();
    }

    /**
     * Takes every connection that the driver calls broken out of the pool. The pool goes by the state alone otherwise, for which
     * H2 has a number of its own, and would hand the connection out again for as long as it is busy.
     */
    private static final class Evicting implements SQLExceptionOverride {

        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException e) {
            return e instanceof SQLNonTransientConnectionException
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
