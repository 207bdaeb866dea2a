package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no write be acknowledged before it is on disk. H2 alone would write it within half a second, and lose it in a crash
 * before that.
 *
 * <p>A thread of its own has everything forced to disk for all who wait at that moment: with many writers at once, one turn of
 * the disk serves many of them. Nobody interrupts that thread; a caller who is interrupted there would have H2 close the
 * database for everybody. Its connection also keeps the database open while the pool has none.
 *
 * <p>Where H2 closes the database all the same, as it does when the disk is full, the connection is replaced, and every write
 * that began before that is answered with the failure: it may be in the file, or have been lost with what was closed.
 */
final class H2Durability implements Dialect.Companion {

    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);

    private static final long CLOSE_MILLIS = 10_000;

    private final DataSource source;
    private final Thread thread = new Thread(this::work, "narthex-h2");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition turned = lock.newCondition();

    /** Used by the thread alone. */
    private Optional<Connection> connection;
    /** Another one whenever what was written in it may have been lost. */
    private long life;

    private SQLException failure = new SQLNonTransientConnectionException("the store was closed", "08003");
    private long asked;
    private long answered;
    private boolean closing;

    H2Durability(DataSource source) throws SQLException {
        this.source = source;
        this.connection = Optional.of(source.getConnection());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long writing() {
        lock.lock();
        try {
            return life;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void written(long begun, List<RecordChange> changes) throws SQLException {
        lock.lock();
        try {
            asked++;
            long mine = asked;
            wanted.signal();
            while (answered < mine && !closing) {
                turned.awaitUninterruptibly();
            }
            if (answered < mine || begun != life) {
                throw new SQLException(failure.getMessage(), failure.getSQLState(), failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        lock.lock();
        try {
            while (!closing) {
                if (answered == asked) {
                    wanted.awaitUninterruptibly();
                } else {
                    turn();
                }
            }
        } finally {
            closing = true;
            turned.signalAll();
            lock.unlock();
            connection.ifPresent(H2Durability::close);
        }
    }

    /** Called with the lock, which is given up while the disk turns. */
    private void turn() {
        long upTo = asked;
        Optional<Connection> open = connection;
        lock.unlock();
        Optional<SQLException> failed;
        try {
            failed = open.isPresent() ? force(open.get()) : Optional.of(failure);
            if (failed.isPresent()) {
                connection = reopen(open);
            }
        } finally {
            lock.lock();
        }
        if (failed.isPresent()) {
            failure = failed.get();
            life++;
        }
        // Whoever asked in the meantime began before a failure, too, and is told of it.
        answered = failed.isPresent() ? asked : upTo;
        turned.signalAll();
    }

    private static Optional<SQLException> force(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    private Optional<Connection> reopen(Optional<Connection> broken) {
        broken.ifPresent(H2Durability::close);
        try {
            return Optional.of(source.getConnection());
        } catch (SQLException e) {
            LOG.debug("h2: the file can not be opened", e); // every write tries again, and is told
            return Optional.empty();
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("h2: the file was not closed cleanly, and will be mended when it is opened again", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            wanted.signal();
            turned.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
