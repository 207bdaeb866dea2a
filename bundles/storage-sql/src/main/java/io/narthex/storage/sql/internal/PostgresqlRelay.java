package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordChange;
import io.narthex.storage.support.PendingChanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes of changes, and hears of theirs, by LISTEN and NOTIFY on a connection and a thread of its own.
 *
 * <p>A notification within the transaction of a write would make all writers of all nodes wait for one lock. So changes are
 * gathered and sent ten times a second. What a node had not sent when it died is made good by the others: each node gives a
 * sign of life twice a second, and when that stays away, or this connection broke, whatever this node has had to do with may
 * have changed, see {@link Peers}.
 */
final class PostgresqlRelay implements Dialect.Companion {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlRelay.class);
    private static final int CAPACITY = 4096;
    private static final int HEAR_MILLIS = 100;
    private static final Duration SIGN_OF_LIFE = Duration.ofMillis(500);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final long CLOSE_MILLIS = 3000;

    private final String name;
    private final DataSource source;
    private final Dialect.Changes changes;
    private final PendingChanges pending = new PendingChanges(CAPACITY);
    private final Peers peers = new Peers();
    private final Thread thread = new Thread(this::run, "narthex-postgresql-relay");
    private volatile boolean closed;
    private boolean silent;
    private long lastSent;

    PostgresqlRelay(String name, DataSource source, Dialect.Changes changes) {
        this.name = name;
        this.source = source;
        this.changes = changes;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void written(long begun, List<RecordChange> written) {
        written.forEach(pending::add);
    }

    private void run() {
        while (!closed) {
            try (Connection connection = source.getConnection()) {
                listen(connection);
                while (!closed) {
                    send(connection);
                    hear(connection.unwrap(PGConnection.class));
                }
                send(connection);
                notify(connection, Notice.farewell(peers.self()));
            } catch (SQLException e) {
                if (!silent && !closed) {
                    silent = true;
                    LOG.warn("{}: changes of other nodes are not heard of: {}", name, e.getMessage());
                }
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + Notice.CHANNEL);
        }
        if (silent) {
            silent = false;
            LOG.info("{}: changes of other nodes are heard of again", name);
        }
        lastSent = System.nanoTime() - SIGN_OF_LIFE.toNanos();
        peers.forget();
        anythingMayHaveChanged();
    }

    private void send(Connection connection) throws SQLException {
        List<RecordChange> unsent = pending.takeAll();
        boolean signDue = System.nanoTime() - lastSent >= SIGN_OF_LIFE.toNanos();
        if (unsent.isEmpty() && !signDue) {
            return;
        }
        try {
            for (String notice : Notice.of(peers.self(), unsent)) {
                notify(connection, notice);
            }
            lastSent = System.nanoTime();
        } catch (SQLException e) {
            unsent.forEach(pending::add);
            throw e;
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        PGNotification[] notifications = connection.getNotifications(HEAR_MILLIS);
        for (PGNotification notification : notifications == null ? new PGNotification[0] : notifications) {
            Notice notice = Notice.read(notification.getParameter());
            if (peers.heard(notice, System.nanoTime())) {
                notice.changes().forEach(changes.heard());
            }
        }
        if (peers.anyLost(System.nanoTime())) {
            anythingMayHaveChanged();
        }
    }

    private void anythingMayHaveChanged() {
        changes.kinds().get().forEach(kind -> changes.heard().accept(RecordChange.of(kind)));
    }

    private static void notify(Connection connection, String notice) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, Notice.CHANNEL);
            statement.setString(2, notice);
            statement.execute();
        }
    }

    private void pause() {
        if (!closed) {
            LockSupport.parkNanos(RECONNECT.toNanos());
        }
    }

    /** Sends what is left, if that is possible soon. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
