package io.narthex.provider.internal.session;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.RefreshTokenLifetime;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import java.util.Optional;
import java.util.function.Supplier;

/** Ends sessions, and with them what was given out in them and shall not outlive them. */
public final class SessionEnd {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final Sessions sessions;
    private final Grants grants;
    private final SessionListener listener;

    /**
     * Ends these sessions and grants.
     *
     * @param listener is told of each
     */
    public SessionEnd(
            Supplier<ProviderSettings> settings,
            Clients clients,
            Sessions sessions,
            Grants grants,
            SessionListener listener) {
        this.settings = settings;
        this.clients = clients;
        this.sessions = sessions;
        this.grants = grants;
        this.listener = listener;
    }

    /**
     * Ends a session. Its access tokens die; its refresh tokens do unless they are to outlive it.
     *
     * @return the session as it was; empty if somebody else ended it before
     */
    public Optional<Session> end(Session session) {
        // Told before it is done: who is told of the end of a session that goes on after a crash loses little.
        listener.ending(session);
        // First the session, then its grants: who is signed in by it meanwhile finds that it has ended.
        boolean first = sessions.remove(session.id());
        for (Grant grant : grants.ofSession(session.id())) {
            if (endsWithSession(grant)) {
                grants.revoke(grant.id());
            }
        }
        return first ? Optional.of(session) : Optional.empty();
    }

    /**
     * Ends all sessions of a person; ASVS 7.4.2 and 7.5.2.
     *
     * @param owner by what they are found
     */
    public void endAll(String owner) {
        sessions.of(owner).forEach(this::end);
    }

    /** Whether a grant is not good any more, since it was to end with its session and that has ended. */
    public boolean isOver(Grant grant) {
        return endsWithSession(grant)
                && grant.sessionId().flatMap(sessions::byId).isEmpty();
    }

    /** Whether the grant is one of a session and must not outlive it. */
    private boolean endsWithSession(Grant grant) {
        return grant.sessionId().isPresent()
                && (!grant.isRefreshable() || lifetime(grant) == RefreshTokenLifetime.SESSION);
    }

    private RefreshTokenLifetime lifetime(Grant grant) {
        return clients.find(grant.clientId())
                .flatMap(client -> client.tokens().refreshTokens())
                .orElseGet(() -> settings.get().sessions().refreshTokens());
    }
}
