package io.narthex.provider.internal.account;

import io.narthex.provider.Account;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.person.PersonNames;
import io.narthex.provider.internal.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows people what is kept of them, and lets them end it. */
public final class OwnAccount implements Account {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final ConnectorRegistry connectors;
    private final Archive archive;

    /** The accounts of the people in an archive. */
    public OwnAccount(
            Supplier<ProviderSettings> settings, Clients clients, ConnectorRegistry connectors, Archive archive) {
        this.settings = settings;
        this.clients = clients;
        this.connectors = connectors;
        this.archive = archive;
    }

    @Override
    public boolean isThere() {
        return archive.sessions().areOn();
    }

    @Override
    public Optional<View> view(Optional<String> session) {
        Optional<Session> present = present(session);
        present.ifPresent(one -> archive.sessions().used(one.id()));
        return present.map(this::view);
    }

    private View view(Session present) {
        String owner = present.owner();
        List<OpenSession> open = archive.sessions().of(owner).stream()
                .map(session -> shown(session, present))
                .sorted(Comparator.comparing((OpenSession session) -> !session.isThis())
                        .thenComparing(OpenSession::lastUsed, Comparator.reverseOrder()))
                .toList();
        LetIn letIn = new LetIn(archive.consents().of(owner), archive.grants().ofOwner(owner));
        return new View(
                PersonNames.of(present.person().identity()),
                open,
                letIn.applications(clients, settings.get().issuer()));
    }

    private OpenSession shown(Session session, Session present) {
        String connectorId = session.person().connectorId();
        return new OpenSession(
                session.id(),
                session.id().equals(present.id()),
                session.person().authTime(),
                session.lastUsed(),
                connectors.find(connectorId).map(ConnectorStatus::name).orElse(connectorId),
                session.clientIds().stream()
                        .map(id -> clients.find(id).map(Client::name).orElse(id))
                        .toList());
    }

    @Override
    public void endSession(Optional<String> session, String id) {
        present(session).ifPresent(present -> archive.sessions().of(present.owner()).stream()
                .filter(one -> one.id().equals(id))
                .forEach(archive.sessionEnd()::end));
    }

    @Override
    public void endAllSessions(Optional<String> session) {
        present(session).map(Session::owner).ifPresent(archive.sessionEnd()::endAll);
    }

    @Override
    public void removeApplication(Optional<String> session, String clientId) {
        present(session).map(Session::owner).ifPresent(owner -> {
            archive.consents().withdraw(owner, clientId);
            archive.grants().ofOwner(owner).stream()
                    .filter(grant -> grant.clientId().equals(clientId))
                    .map(Grant::id)
                    .forEach(archive.grants()::revoke);
        });
    }

    private Optional<Session> present(Optional<String> cookie) {
        return archive.sessions().present(cookie);
    }
}
