package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.KnowsTrouble;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open connector, with a count of who is inside. Closed once, when it is retired and the last one has left. */
final class OpenConnector {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnector.class);

    private final String id;
    private final Connector connector;
    private final Workers workers;
    private final Trouble trouble = new Trouble(Clock.systemUTC());
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private int inside;
    private boolean retired;
    private boolean closing;

    OpenConnector(String id, Connector connector, Workers workers) {
        this.id = id;
        this.connector = connector;
        this.workers = workers;
    }

    Connector connector() {
        return connector;
    }

    Trouble trouble() {
        return trouble;
    }

    /** What is wrong at its upstream: what callers have met, or what it has found out itself. */
    Optional<String> problem() {
        return trouble.problem().or(this::known);
    }

    private Optional<String> known() {
        try {
            return connector instanceof KnowsTrouble knowing ? knowing.trouble() : Optional.empty();
        } catch (RuntimeException e) {
            // Anybody's code, asked for one line only.
            LOG.debug("Connector {}", id, e);
            return Optional.empty();
        }
    }

    /** Goes in; false if it is retired. Who went in leaves. */
    synchronized boolean enter() {
        if (!retired) {
            inside++;
        }
        return !retired;
    }

    void leave() {
        synchronized (this) {
            inside--;
        }
        closeIfEmpty(false);
    }

    /** Lets nobody in any more and closes it after the last one has left, or when the patience is at an end. */
    CompletableFuture<Void> retire(Duration patience) {
        synchronized (this) {
            retired = true;
        }
        closeIfEmpty(false);
        if (!closed.isDone()) {
            workers.later(patience, () -> closeIfEmpty(true));
        }
        return closed;
    }

    private void closeIfEmpty(boolean nevertheless) {
        synchronized (this) {
            if (!retired || closing || (inside > 0 && !nevertheless)) {
                return;
            }
            closing = true;
            if (inside > 0) {
                LOG.warn("Connector {} is closed although {} calls are still inside", id, inside);
            }
        }
        workers.run(this::close);
    }

    private void close() {
        try {
            connector.close();
        } catch (RuntimeException | Error e) {
            // Anybody's code, and there is nothing left that could be done about it.
            LOG.warn("Connector {} did not close cleanly: {}", id, e.getClass().getName());
            LOG.debug("Connector {}", id, e);
        } finally {
            closed.complete(null);
        }
    }
}
