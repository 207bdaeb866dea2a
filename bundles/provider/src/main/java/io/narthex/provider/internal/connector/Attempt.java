package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import io.narthex.settings.files.Proposal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try to fill a place: with what is wanted or else, where nothing serves, with the last good one. */
final class Attempt {

    /** What it tries, and by whom; the same with the same factories has the same result. */
    record Task(
            Proposal<ConnectorDefinition> proposal,
            Optional<ConnectorFactory> factory,
            Optional<ConnectorFactory> spare) {

        /** Whether the other one would end in the same way; where something serves, nobody needs the spare. */
        boolean isLike(Task other, boolean somethingServes) {
            return proposal == other.proposal
                    && factory.equals(other.factory)
                    && (somethingServes || spare.equals(other.spare));
        }

        boolean uses(ConnectorFactory one) {
            return factory.filter(one::equals).isPresent()
                    || spare.filter(one::equals).isPresent();
        }
    }

    /**
     * How it ended.
     *
     * @param serving what has opened
     * @param proven whether that is what was wanted
     * @param problem why what was wanted has not opened
     * @param again whether it may end better another time
     */
    record Outcome(Optional<Serving> serving, boolean proven, Optional<String> problem, boolean again) {}

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Place place;
    private final Task task;
    private final Workers workers;
    private final int failures;
    private final FutureTask<Boolean> run = new FutureTask<>(this::run, true);
    private volatile boolean started;
    private volatile boolean done;

    Attempt(Place place, Task task, Workers workers, int failures) {
        this.place = place;
        this.task = task;
        this.workers = workers;
        this.failures = failures;
    }

    Task task() {
        return task;
    }

    int failures() {
        return failures;
    }

    /** Its place knows how it ended; told under the lock of the place, so that no one sees it ended but not concluded. */
    void end() {
        done = true;
    }

    boolean isRunning() {
        return !done;
    }

    void start() {
        workers.run(run);
    }

    /** Tells the factory, if it is at work, that nobody wants to wait for it any longer. */
    void hurry() {
        if (started) {
            run.cancel(true);
        }
    }

    private void run() {
        started = true;
        if (!place.isCurrent(this)) {
            return;
        }
        Optional<InvalidSettingException> refusal = Optional.empty();
        Optional<Serving> serving = Optional.empty();
        Optional<String> problem = Optional.empty();
        boolean again = false;
        try {
            serving = open(Optional.of(task.proposal().value()), task.factory());
        } catch (InvalidSettingException e) {
            refusal = Optional.of(e);
            problem = Optional.ofNullable(e.getMessage());
        } catch (RuntimeException | Error e) {
            // Anybody's code: whatever it throws concerns this one connector only.
            problem = Optional.of(describe(task.proposal().value(), e));
            again = true;
        }
        boolean proven = serving.isPresent();
        if (!proven) {
            try {
                serving = open(task.proposal().lastGood(), task.spare());
            } catch (InvalidSettingException e) {
                LOG.warn(
                        "Connector {}: its last good settings serve no more: {}",
                        task.proposal().value().id(),
                        e.getMessage());
            } catch (RuntimeException | Error e) {
                // As above.
                describe(task.proposal().value(), e);
                again = true;
            }
        }
        if (place.conclude(this, new Outcome(serving, proven, problem, again))) {
            if (proven) {
                task.proposal().accept();
            }
            refusal.ifPresent(task.proposal()::refuse);
        }
    }

    private Optional<Serving> open(Optional<ConnectorDefinition> definition, Optional<ConnectorFactory> factory) {
        return definition.flatMap(what -> factory.map(by -> open(what, by)));
    }

    private Serving open(ConnectorDefinition definition, ConnectorFactory factory) {
        Settings settings = Settings.of(definition.settings());
        Connector connector = Objects.requireNonNull(factory.open(definition.id(), settings), "the factory gave null");
        Serving serving = new Serving(new OpenConnector(definition.id(), connector, workers), definition, factory);
        try {
            settings.rejectUnknown();
        } catch (InvalidSettingException e) {
            var unused = serving.open().retire(Duration.ZERO);
            throw e;
        }
        return serving;
    }

    /** Logs it once per kind and says it without the words of others, which may hold secrets. */
    private String describe(ConnectorDefinition definition, Throwable failure) {
        String problem = failure instanceof UpstreamUnavailableException
                ? "it does not open: " + failure.getMessage()
                : "it does not open: " + failure.getClass().getName();
        if (failures == 0) {
            LOG.warn("Connector {}: {}; trying again in the background", definition.id(), problem);
        }
        LOG.debug("Connector {}", definition.id(), failure);
        return problem;
    }
}
