package io.narthex.provider.internal.connector;

import io.narthex.connector.ConnectorFactory;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.ConnectorStatus.State;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.settings.files.Proposal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one connector: what is wanted there, what serves there, and who waits. Nothing blocks under its lock; opening
 * and closing happen in {@link Workers}.
 */
final class Place {

    /**
     * How it stands.
     *
     * @param serving who is called
     * @param attempt the running or the last attempt at what is wanted; none if that serves, or if there is no factory
     * @param problem why what is wanted does not serve
     */
    private record Standing(Optional<Serving> serving, Optional<Attempt> attempt, Optional<String> problem) {}

    private static final Logger LOG = LoggerFactory.getLogger(Place.class);

    private final Factories factories;
    private final Workers workers;
    private final Times times;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Proposal<ConnectorDefinition> wanted;
    private Standing standing = new Standing(Optional.empty(), Optional.empty(), Optional.empty());
    private long emptySince = System.nanoTime();
    private boolean served;
    private boolean canRefresh;
    private boolean overdue;
    private boolean removed;

    Place(Proposal<ConnectorDefinition> wanted, Factories factories, Workers workers, Times times) {
        this.wanted = wanted;
        this.factories = factories;
        this.workers = workers;
        this.times = times;
    }

    /** Wants something else from now on, or the same as before. */
    void want(Proposal<ConnectorDefinition> proposal) {
        locked(() -> {
            wanted = proposal;
            reconcile(0);
        });
    }

    /** Looks whether the factories that are there now make a difference. */
    void factoriesChanged() {
        locked(() -> reconcile(0));
    }

    /** A factory is gone, and so is what it opened. The answer is done when that is closed. */
    CompletableFuture<Void> lose(ConnectorFactory factory) {
        lock.lock();
        try {
            Optional<Serving> lost = standing.serving().filter(serving -> serving.factory() == factory);
            if (lost.isPresent()) {
                LOG.info("Connector {} waits for a new bundle", wanted.value().id());
                emptySince = System.nanoTime();
                drop(new Standing(Optional.empty(), Optional.empty(), Optional.empty()));
            } else if (standing.attempt()
                    .filter(attempt -> attempt.task().uses(factory))
                    .isPresent()) {
                drop(new Standing(standing.serving(), Optional.empty(), Optional.empty()));
            }
            reconcile(0);
            return lost.map(this::retire).orElse(CompletableFuture.completedFuture(null));
        } finally {
            lock.unlock();
        }
    }

    /** It is not defined any more. The answer is done when what served is closed. */
    CompletableFuture<Void> remove() {
        lock.lock();
        try {
            removed = true;
            LOG.info("Connector {} is taken away", wanted.value().id());
            Optional<Serving> last = standing.serving();
            drop(new Standing(Optional.empty(), Optional.empty(), Optional.empty()));
            changed.signalAll();
            return last.map(this::retire).orElse(CompletableFuture.completedFuture(null));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes into the connector, as soon as there is one. Who went in leaves.
     *
     * @throws UnknownConnectorException if it is not defined any more
     * @throws ConnectorNotReadyException if there is nothing to wait for, or not any longer
     */
    OpenConnector enter() {
        lock.lock();
        try {
            long end = System.nanoTime() + times.patience().get().toNanos();
            while (true) {
                String id = wanted.value().id();
                if (removed) {
                    throw new UnknownConnectorException(id);
                }
                Optional<OpenConnector> open =
                        standing.serving().map(Serving::open).filter(OpenConnector::enter);
                if (open.isPresent()) {
                    return open.get();
                }
                long left = Math.min(end - System.nanoTime(), patience());
                if (left <= 0) {
                    throw new ConnectorNotReadyException(id, problem().orElse("it did not come back in time"));
                }
                var unused = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorNotReadyException(wanted.value().id(), "the wait for it was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** The upstream has told us of somebody: what failed there before is over. */
    void answered() {
        locked(() -> standing.serving().ifPresent(one -> one.open().trouble().over()));
    }

    ConnectorStatus status() {
        Optional<OpenConnector> open;
        ConnectorStatus status;
        lock.lock();
        try {
            open = standing.serving().map(Serving::open);
            ConnectorDefinition definition =
                    standing.serving().map(Serving::definition).orElse(wanted.value());
            status = new ConnectorStatus(
                    definition.id(), definition.type(), definition.name(), state(), canRefresh, problem());
        } finally {
            lock.unlock();
        }
        return status.problem().isPresent() ? status : status.withProblem(open.flatMap(OpenConnector::problem));
    }

    boolean isCurrent(Attempt attempt) {
        lock.lock();
        try {
            return standing.attempt().filter(attempt::equals).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** An attempt has ended; false if nobody is interested any more. */
    boolean conclude(Attempt attempt, Attempt.Outcome outcome) {
        lock.lock();
        try {
            if (!isCurrent(attempt)
                    || outcome.serving()
                            .filter(one -> !factories.contains(one.factory()))
                            .isPresent()) {
                // Not ended: who waits goes on waiting until this place is told that it has lost the factory.
                outcome.serving().ifPresent(this::retireSoon);
                return false;
            }
            attempt.end();
            Optional<Serving> before = standing.serving();
            standing = new Standing(
                    outcome.serving().or(() -> before),
                    outcome.proven() ? Optional.empty() : standing.attempt(),
                    outcome.problem());
            outcome.serving().ifPresent(serving -> {
                before.ifPresent(this::retireSoon);
                served = true;
                canRefresh = serving.canRefresh();
                LOG.info(
                        "Connector {} of type {} is ready",
                        serving.definition().id(),
                        serving.definition().type());
            });
            if (outcome.again()) {
                workers.later(times.retry(attempt.failures()), () -> retry(attempt));
            }
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void retry(Attempt attempt) {
        locked(() -> {
            if (isCurrent(attempt)) {
                Optional<String> problem = standing.problem();
                standing = new Standing(standing.serving(), Optional.empty(), problem);
                reconcile(attempt.failures() + 1);
            }
        });
    }

    private void reconcile(int failures) {
        if (removed) {
            return;
        }
        ConnectorDefinition definition = wanted.value();
        Optional<ConnectorFactory> factory = factories.find(definition.type());
        Optional<Serving> serving = standing.serving();
        Optional<Serving> same = serving.filter(
                one -> factory.filter(by -> one.is(definition, by)).isPresent());
        if (same.isPresent()) {
            drop(new Standing(same.map(one -> one.under(definition)), Optional.empty(), Optional.empty()));
            workers.run(wanted::accept);
            return;
        }
        Optional<ConnectorFactory> spare =
                serving.isPresent() ? Optional.empty() : wanted.lastGood().flatMap(good -> factories.find(good.type()));
        if (factory.isEmpty() && spare.isEmpty()) {
            drop(new Standing(serving, Optional.empty(), Optional.empty()));
            return;
        }
        Attempt.Task task = new Attempt.Task(wanted, factory, spare);
        if (standing.attempt()
                .filter(attempt -> attempt.task().isLike(task, serving.isPresent()))
                .isEmpty()) {
            Attempt attempt = new Attempt(this, task, workers, failures);
            drop(new Standing(serving, Optional.of(attempt), failures == 0 ? Optional.empty() : standing.problem()));
            overdue = false;
            if (serving.isEmpty() && failures == 0) {
                emptySince = System.nanoTime();
            }
            attempt.start();
            workers.later(times.opening(), () -> overdue(attempt));
        }
    }

    private void overdue(Attempt attempt) {
        locked(() -> {
            if (isCurrent(attempt) && attempt.isRunning()) {
                overdue = true;
                standing = new Standing(
                        standing.serving(),
                        standing.attempt(),
                        Optional.of(
                                "it has not opened within " + times.opening().toSeconds() + " seconds"));
                LOG.warn(
                        "Connector {}: {}",
                        wanted.value().id(),
                        standing.problem().orElse(""));
                changed.signalAll();
                attempt.hurry();
            }
        });
    }

    /** Puts another standing in the place of this one; an attempt that is not part of it is not waited for. */
    private void drop(Standing next) {
        standing.attempt()
                .filter(old -> !next.attempt().equals(Optional.of(old)))
                .ifPresent(Attempt::hurry);
        standing = next;
    }

    private void retireSoon(Serving old) {
        var unused = retire(old);
    }

    private CompletableFuture<Void> retire(Serving old) {
        return old.open().retire(times.calls());
    }

    /** How long a caller may wait where nothing serves, in nanoseconds. */
    private long patience() {
        boolean hopeful = standing.attempt()
                .map(attempt -> attempt.isRunning() && attempt.failures() == 0 && !overdue)
                .orElse(true);
        return hopeful ? emptySince + times.patience().get().toNanos() - System.nanoTime() : 0;
    }

    private State state() {
        if (standing.serving().isPresent()) {
            return State.READY;
        }
        if (served && patience() > 0) {
            return State.UPGRADING;
        }
        return standing.problem().isPresent() ? State.FAILED : State.WAITING;
    }

    private Optional<String> problem() {
        String type = wanted.value().type();
        if (state() == State.UPGRADING) {
            return Optional.of("its bundle is being exchanged");
        }
        if (factories.find(type).isEmpty()) {
            return Optional.of("type '" + type + "' is not installed: feature:install " + Features.of(type));
        }
        return standing.problem();
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
