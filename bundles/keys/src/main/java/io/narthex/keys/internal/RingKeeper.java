package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.KeyPolicySource;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ring from its record and replaces it when something is due. Several nodes do the same: the first to write wins,
 * the others take over what it wrote. A record that can not be read is reported and never written over.
 */
final class RingKeeper {

    static final RecordKey RECORD = new RecordKey("keys", "ring");

    /** The change feed tells of changes; this is for the day when it does not. */
    static final Duration READ_EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RingKeeper.class);

    /** First keys, next keys, a look at the result, and as many races lost. */
    private static final int MAX_TURNS = 6;

    private final RecordStore store;
    private final KeyPolicySource policies;
    private final Clock clock;
    private final Jca jca;
    private final SecureRandom random = new SecureRandom();
    private final LiveKeysHolder holder = new LiveKeysHolder();

    private Ring ring = Ring.EMPTY;
    private KeyPolicy policy = KeyPolicy.DEFAULT;
    private Instant lastRead = Instant.MIN;
    private String reported = "";

    RingKeeper(RecordStore store, KeyPolicySource policies, Clock clock, Jca jca) {
        this.store = store;
        this.policies = policies;
        this.clock = clock;
        this.jca = jca;
    }

    LiveKeysHolder holder() {
        return holder;
    }

    /** Whether {@link #tick} has anything to do. Asks nobody but the policy. */
    synchronized boolean isDue() {
        Instant now = clock.instant();
        KeyPolicy wanted = policies.policy();
        return !lastRead.plus(READ_EVERY).isAfter(now)
                || !wanted.equals(policy)
                || new Rotation(wanted, now).isDue(ring);
    }

    /** Does what is due, if anything. Never throws; what goes wrong is logged once and tried again next time. */
    synchronized void tick() {
        guarded(() -> {
            if (isDue()) {
                readAndImprove();
            }
        });
    }

    /** Reads the ring now and does what is due. Never throws. */
    synchronized void tend() {
        guarded(this::readAndImprove);
    }

    /** Reads the ring only. Never throws. */
    synchronized void reload() {
        guarded(this::read);
    }

    private void readAndImprove() {
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            if (!improve(read())) {
                return;
            }
        }
    }

    private Optional<StoredRecord> read() {
        Optional<StoredRecord> stored = store.find(RECORD);
        lastRead = clock.instant();
        if (stored.isPresent()) {
            adopt(RingJson.read(stored.get().body()), policies.policy());
        } else if (!ring.equals(Ring.EMPTY)) {
            LOG.warn("{}: the key record is gone; beginning with new keys, what the old ones signed is void", name());
            ring = Ring.EMPTY;
        }
        return stored;
    }

    private void adopt(Ring found, KeyPolicy current) {
        if (!found.equals(ring) || !current.equals(policy)) {
            LiveKeys live = LiveKeys.of(found, KeySetDocument.of(found, current), jca, random);
            ring = found;
            policy = current;
            holder.set(live);
        }
        holder.confirm();
        if (!reported.isEmpty()) {
            LOG.info("{}: keys can be read again", name());
            reported = "";
        }
    }

    /** Whether the ring was changed or may have been, so that it must be read again. */
    private boolean improve(Optional<StoredRecord> stored) {
        KeyPolicy current = policies.policy();
        Rotation rotation = new Rotation(current, clock.instant());
        Ring advanced = rotation.advance(ring);
        Ring wanted = rotation.fill(advanced, rule -> generate(rule, current));
        if (wanted.equals(ring)) {
            return false;
        }
        RecordDraft draft = RecordDraft.of(RECORD, RingJson.write(wanted));
        boolean won =
                (stored.isPresent() ? store.replace(draft, stored.get().version()) : store.create(draft)).isPresent();
        if (won && !advanced.equals(ring)) {
            LOG.info("{}: rotated the keys", name());
        }
        return true;
    }

    private Ring.Key generate(SlotRule rule, KeyPolicy current) {
        byte[] id = new byte[rule.idBytes()];
        random.nextBytes(id);
        try {
            Map<String, String> jwk = rule.format().generate(random);
            Instant usable = clock.instant().plus(current.publishLead()).truncatedTo(ChronoUnit.MILLIS);
            return new Ring.Key(HexFormat.of().formatHex(id), usable, Duration.ZERO, jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(rule.slot() + ": this Java can not make such a key", e);
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RingDamagedException e) {
            String message =
                    "the stored keys are damaged (" + e.getMessage() + ") and left as they are; restore record '"
                            + name() + "' from a backup, or remove it to begin with new keys";
            report(message, e);
            holder.fail(new LiveKeysHolder.Problem(message, true));
        } catch (RuntimeException e) {
            // A store is somebody else's code. Whatever it throws, the keys in use go on serving and we try again.
            String message = "keys can not be read or replaced: " + e.getMessage();
            report(message, e);
            holder.fail(new LiveKeysHolder.Problem(message, false));
        }
    }

    private void report(String message, RuntimeException cause) {
        if (!message.equals(reported)) {
            reported = message;
            String consequence = holder.get().isLoaded() ? "going on with those in use" : "nothing can be signed";
            LOG.error("{}: {}; {}", name(), message, consequence);
            LOG.debug("{}: {}", name(), message, cause);
        }
    }

    private static String name() {
        return RECORD.kind() + "/" + RECORD.id();
    }
}
