package io.narthex.provider.internal.upstream;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.keys.Sealer;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Looks people up at their upstreams with what the connectors keep of them. Whoever wants to look somebody up holds a short
 * lease for it; the others, on whatever node, wait and are told what came of it.
 *
 * <p>Connectors that keep nothing are simply asked.
 */
public final class Upstreams {

    /** Longer than three calls of a connector can take at most; shorter than anybody would wait for a node that died. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final int MOST_WRITES = 5;
    private static final int MOST_DATA_CHARS = Sealer.MAX_CONTENT_BYTES / 3;

    private final KeptRecords records;
    private final Clock clock;
    private final Duration patience;

    public Upstreams(RecordStore store, Sealer sealer, Supplier<ProviderSettings> settings, Clock clock) {
        this(new KeptRecords(store, sealer, settings, clock), clock, PATIENCE);
    }

    Upstreams(KeptRecords records, Clock clock, Duration patience) {
        this.records = records;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * A person at a connector.
     *
     * @param owner by what the person's grants are found
     * @param connectorId the connector
     * @param groups whether groups are wanted
     */
    public record Subject(String owner, String connectorId, boolean groups) {}

    /** The identity as grants keep it: without what only the connector may see. */
    public static Identity without(Identity identity) {
        return Kept.without(identity);
    }

    /** Keeps what the connector wants to see again after a sign-in that will be refreshed; the newest sign-in's counts. */
    public void signedIn(Subject subject, Identity identity) {
        if (identity.connectorData().isEmpty() && records.find(subject.owner()).isEmpty()) {
            return;
        }
        boolean done = false;
        while (!done) {
            Optional<KeptRecords.Stored> stored = records.find(subject.owner());
            done = stored.isPresent()
                    ? records.replace(
                            subject.owner(), stored.get(), stored.get().kept().seenAs(identity, subject.groups()))
                    : records.create(subject.owner(), Kept.of(subject.connectorId(), identity, subject.groups()));
        }
    }

    /**
     * Looks a person up.
     *
     * @param last the person as last seen by the one who asks
     * @param connector asks the upstream; given the identity with the connector's data
     * @return the person as they are now, without the connector's data
     * @throws SignInRefusedException if the connector refuses them
     * @throws UpstreamUnavailableException if the connector cannot ask, or somebody else takes too long to
     */
    public Identity refresh(Subject subject, Identity last, UnaryOperator<Identity> connector) {
        Optional<KeptRecords.Stored> before = records.find(subject.owner());
        if (before.isEmpty()) {
            Identity now = asked(connector, last);
            signedIn(subject, now);
            return Kept.without(now);
        }
        long round = before.get().kept().round();
        String ticket = RandomIds.next();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            KeptRecords.Stored stored = records.find(subject.owner()).orElse(before.get());
            Kept kept = stored.kept();
            if (kept.answers(round, subject.groups())) {
                return kept.seen();
            }
            Kept held = kept.heldBy(new Kept.Holder(ticket, clock.instant().plus(LEASE)));
            if (!kept.isFree(clock.instant())) {
                await(deadline);
            } else if (records.replace(subject.owner(), stored, held)) {
                Optional<Identity> now = ask(subject, held, last, connector);
                if (now.isPresent()) {
                    return now.get();
                }
            }
        }
    }

    /** What the connector says; empty if it refuses what a sign-in has replaced meanwhile. */
    private Optional<Identity> ask(Subject subject, Kept held, Identity last, UnaryOperator<Identity> connector) {
        UnaryOperator<Kept> change = UnaryOperator.identity();
        try {
            Identity now =
                    asked(connector, held.data().map(last::withConnectorData).orElse(Kept.without(last)));
            change = kept -> kept.seenAs(now, subject.groups());
            return Optional.of(Kept.without(now));
        } catch (SignInRefusedException e) {
            change = Kept::withoutData;
            if (isReplaced(subject, held)) {
                return Optional.empty();
            }
            throw e;
        } catch (UpstreamUnavailableException e) {
            // It had handed out something new before it failed. Nobody was seen, so nobody is told anything.
            change = e.connectorData()
                    .<UnaryOperator<Kept>>map(data -> kept -> kept.withData(Optional.of(data)))
                    .orElse(change);
            throw e;
        } finally {
            finish(subject, held, change);
        }
    }

    /** What the connector says, as long as there is room for what it wants kept. */
    private static Identity asked(UnaryOperator<Identity> connector, Identity last) {
        Identity now = connector.apply(last);
        int length = now.connectorData().map(String::length).orElse(0);
        if (length > MOST_DATA_CHARS) {
            throw new UpstreamUnavailableException(
                    "connectorData: expected at most " + MOST_DATA_CHARS + " characters to keep, got " + length);
        }
        return now;
    }

    private boolean isReplaced(Subject subject, Kept held) {
        return records.find(subject.owner())
                .filter(stored -> stored.kept().round() != held.round())
                .isPresent();
    }

    /** Writes what came of it, unless a sign-in has written something newer, and lets the next one in. */
    private void finish(Subject subject, Kept held, UnaryOperator<Kept> change) {
        String ticket = held.holder().orElseThrow().ticket();
        for (int failures = 0; ; ) {
            try {
                Optional<KeptRecords.Stored> stored = records.find(subject.owner());
                if (stored.isEmpty()) {
                    return;
                }
                Kept kept = stored.get().kept();
                Kept next = kept.round() == held.round() ? change.apply(kept) : kept;
                if (records.replace(subject.owner(), stored.get(), next.releasedBy(ticket))) {
                    return;
                }
            } catch (StorageException e) {
                // What the upstream handed out a moment ago exists nowhere else: worth more than one try.
                if (++failures == MOST_WRITES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void await(long deadline) {
        if (System.nanoTime() >= deadline) {
            throw new UpstreamUnavailableException("somebody else is looking the same person up, and takes too long");
        }
        pause();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamUnavailableException("interrupted while somebody else is looking the same person up", e);
        }
    }
}
