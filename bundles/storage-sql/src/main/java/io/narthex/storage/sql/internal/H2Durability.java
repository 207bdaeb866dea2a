package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no write be acknowledged before it is on disk. H2 alone would write it within half a second, and lose it in a crash
 * before that.
 *
 * <p>One caller has everything forced to disk for all who wait at that moment: with many writers at once, one turn of the
 * disk serves many of them. Its connection also keeps the database open while the pool has none.
 */
final class H2Durability implements Dialect.Companion {

    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forced = lock.newCondition();
    private long asked;
    private long done;
    private boolean forcing;

    H2Durability(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void written(List<RecordChange> changes) throws SQLException {
        lock.lock();
        try {
            asked++;
            long mine = asked;
            while (done < mine) {
                if (forcing) {
                    forced.awaitUninterruptibly();
                } else {
                    force();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock, which is given up while the disk turns. */
    private void force() throws SQLException {
        long upTo = asked;
        forcing = true;
        lock.unlock();
        boolean worked = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
            worked = true;
        } finally {
            lock.lock();
            forcing = false;
            if (worked) {
                done = upTo;
            }
            // After a failure each of those who wait tries for itself, and is told of its own failure.
            forced.signalAll();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("h2: the file was not closed cleanly, and will be mended when it is opened again", e);
        }
    }
}
