package io.narthex.provider.internal.logout;

import io.narthex.protocol.Digests;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.json.Json;
import io.narthex.provider.internal.session.Session;
import io.narthex.provider.internal.session.SessionListener;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what clients are still to be told, so that nothing is lost when a node goes down. Writing it is all that a person who
 * signs out waits for.
 */
public final class LogoutNotices implements SessionListener {

    /** The kind of record that such a notice is. */
    static final String KIND = "logoutnotice";

    private static final int PART = 100;

    private final RecordStore store;
    private final Clients clients;
    private final Clock clock;

    /** Keeps notices for these clients. */
    public LogoutNotices(RecordStore store, Clients clients, Clock clock) {
        this.store = store;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public void ending(Session session) {
        session.clientIds().stream()
                .filter(id -> clients.find(id)
                        .flatMap(client -> client.logout().backChannel())
                        .isPresent())
                .forEach(id -> store.create(draft(notice(session, id))));
    }

    private LogoutNotice notice(Session session, String clientId) {
        String id = Digests.fingerprint(session.id() + ' ' + clientId);
        return new LogoutNotice(
                id,
                clientId,
                session.person().connectorId(),
                session.person().identity().userId(),
                session.id(),
                0,
                clock.instant());
    }

    /**
     * Takes the notices that are due: while the caller tries them, no other node does. What it could not deliver comes again
     * after a pause.
     */
    List<LogoutNotice> take() {
        Instant now = clock.instant();
        List<LogoutNotice> taken = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            RecordPage page = store.list(KIND, after, PART);
            for (StoredRecord record : page.records()) {
                read(record).filter(notice -> notice.isDue(now)).ifPresent(notice -> take(record, notice, taken));
            }
            after = page.next();
        } while (after.isPresent());
        return taken;
    }

    private void take(StoredRecord record, LogoutNotice notice, List<LogoutNotice> taken) {
        Optional<LogoutNotice> tried = notice.tried(clock.instant());
        if (tried.isEmpty()) {
            store.remove(record.key());
        } else if (store.replace(draft(tried.get()), record.version()).isPresent()) {
            taken.add(tried.get());
        }
    }

    /** Forgets a notice, which was delivered or never can be. */
    void forget(LogoutNotice notice) {
        store.remove(new RecordKey(KIND, notice.id()));
    }

    private RecordDraft draft(LogoutNotice notice) {
        return RecordDraft.of(new RecordKey(KIND, notice.id()), Json.write(notice))
                .expiringAt(clock.instant().plus(LogoutNotice.KEPT));
    }

    private static Optional<LogoutNotice> read(StoredRecord record) {
        return Json.read(record.body(), LogoutNotice.class);
    }
}
