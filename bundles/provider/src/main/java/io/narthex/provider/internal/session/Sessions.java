package io.narthex.provider.internal.session;

import io.narthex.provider.Flow;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.SessionSettings;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Keeps sessions. What a browser says of its session is believed only as far as what is kept here bears it out. */
public final class Sessions {

    /** The kind of record that a session is. */
    public static final String KIND = "session";

    /** How many are read at once. */
    private static final int PART = 200;

    private static final String ENDED_FLOW = "endedflow";

    /** That a session was used is written once in this part of its idle time. */
    private static final int STEPS = 10;

    private final RecordStore store;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;

    /** Begins to keep sessions. */
    public Sessions(RecordStore store, Supplier<ProviderSettings> settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether there are any. */
    public boolean areOn() {
        return lengths().enabled();
    }

    /**
     * The session of a browser, as long as it has not ended.
     *
     * @param cookie what the browser's session cookie holds, if it has one; may be anything
     */
    public Optional<Session> present(Optional<String> cookie) {
        return cookie.flatMap(SessionToken::parse)
                .flatMap(token -> byId(token.sessionId()).filter(session -> session.isOf(token)));
    }

    /** The session of that id, as long as it has not ended. */
    public Optional<Session> byId(String id) {
        return stored(id).map(Stored::session).filter(this::isOpen);
    }

    /** The sessions of a person that have not ended. */
    public List<Session> of(String owner) {
        List<Session> open = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            RecordPage page = store.listByIndex(KIND, new RecordIndex("owner", owner), after, PART);
            page.records().stream()
                    .map(record -> read(record).session())
                    .filter(this::isOpen)
                    .forEach(open::add);
            after = page.next();
        } while (after.isPresent());
        return open;
    }

    /**
     * Keeps what a sign-in made. Where there is a session of that id, it is the same person's, who has signed in again: from
     * now on it knows the new secret only.
     */
    void signedIn(Session session) {
        boolean done = false;
        while (!done) {
            Optional<Stored> stored = stored(session.id());
            done = stored.isPresent()
                    ? replace(stored.get(), stored.get().session().again(session))
                    : store.create(draft(session)).isPresent();
        }
    }

    /**
     * Notes that a session was used to sign in to a client, unless that is known well enough.
     *
     * @return false if it has ended
     */
    boolean usedFor(String id, String clientId) {
        return change(
                id,
                session -> session.clientIds().contains(clientId) && isFresh(session)
                        ? session
                        : session.usedFor(clientId, clock.instant()));
    }

    /**
     * Notes that a session was used, unless that is known well enough.
     *
     * @return false if it has ended
     */
    public boolean used(String id) {
        return change(id, session -> isFresh(session) ? session : session.used(clock.instant()));
    }

    /** Notes that a flow has ended that ends in a session and in nothing else; true for exactly one caller. */
    public boolean endOnce(Flow flow) {
        RecordKey key = new RecordKey(ENDED_FLOW, flow.id());
        return store.create(RecordDraft.of(key, "{}").expiringAt(flow.expiry())).isPresent();
    }

    /** Forgets a session; true for exactly one caller. */
    boolean remove(String id) {
        return store.remove(new RecordKey(KIND, id));
    }

    private boolean change(String id, UnaryOperator<Session> change) {
        while (true) {
            Optional<Stored> stored = stored(id).filter(found -> isOpen(found.session()));
            if (stored.isEmpty()) {
                return false;
            }
            Session changed = change.apply(stored.get().session());
            if (changed.equals(stored.get().session()) || replace(stored.get(), changed)) {
                return true;
            }
        }
    }

    private boolean isFresh(Session session) {
        Duration step = lengths().validIfNotUsedFor().dividedBy(STEPS);
        return clock.instant().isBefore(session.lastUsed().plus(step));
    }

    private boolean isOpen(Session session) {
        return areOn() && session.end(lengths()).isAfter(clock.instant());
    }

    private record Stored(Session session, long version) {}

    private Optional<Stored> stored(String id) {
        return store.find(new RecordKey(KIND, id)).map(Sessions::read);
    }

    private boolean replace(Stored read, Session session) {
        return store.replace(draft(session), read.version()).isPresent();
    }

    private RecordDraft draft(Session session) {
        return new RecordDraft(
                new RecordKey(KIND, session.id()),
                Optional.of(session.end(lengths())),
                Map.of("owner", session.owner()),
                Json.write(session));
    }

    private SessionSettings lengths() {
        return settings.get().sessions();
    }

    private static Stored read(StoredRecord record) {
        Session session = Json.read(record.body(), Session.class)
                .orElseThrow(
                        () -> new StorageException("session '" + record.key().id() + "': damaged"));
        return new Stored(session, record.version());
    }
}
