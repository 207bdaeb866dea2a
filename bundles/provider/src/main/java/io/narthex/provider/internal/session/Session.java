package io.narthex.provider.internal.session;

import io.narthex.connector.Scopes;
import io.narthex.protocol.Digests;
import io.narthex.provider.SessionSettings;
import io.narthex.provider.internal.grant.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A browser in which somebody has signed in.
 *
 * @param id random and public: the {@code sid} of ID tokens, but for pairwise clients
 * @param fingerprint hash of the secret in the browser's cookie
 * @param person who signed in, without what only their connector may see
 * @param asked what the connector was asked for then
 * @param lastUsed about when it was used last
 * @param clientIds the clients that were signed in to, the latest last
 */
public record Session(
        String id, String fingerprint, Grant.Person person, Scopes asked, Instant lastUsed, List<String> clientIds) {

    /** The most clients that a session remembers; the first ones are forgotten. */
    static final int MOST_CLIENTS = 100;

    /** Copies the list. */
    public Session {
        clientIds = List.copyOf(clientIds);
    }

    /** By what the sessions of a person are found; the same as of their grants. */
    public String owner() {
        return person.owner();
    }

    /** Whether the token is of this session, and of its last sign-in. */
    boolean isOf(SessionToken token) {
        return Digests.equal(token.fingerprint(), fingerprint);
    }

    /** When it ends unless it is used. */
    Instant end(SessionSettings lengths) {
        Instant unused = lastUsed.plus(lengths.validIfNotUsedFor());
        Instant absolute = person.authTime().plus(lengths.absoluteLifetime());
        return unused.isBefore(absolute) ? unused : absolute;
    }

    /** The same session of the same person, who has signed in again. */
    Session again(Session later) {
        List<String> all = clientIds;
        for (String clientId : later.clientIds) {
            all = with(all, clientId);
        }
        return new Session(id, later.fingerprint, later.person, later.asked, later.lastUsed, all);
    }

    /** The same session, used to sign in to a client. */
    Session usedFor(String clientId, Instant now) {
        return new Session(id, fingerprint, person, asked, now, with(clientIds, clientId));
    }

    /** The same session, used by the person alone. */
    Session used(Instant now) {
        return new Session(id, fingerprint, person, asked, now, clientIds);
    }

    private static List<String> with(List<String> clientIds, String clientId) {
        List<String> all = new ArrayList<>(clientIds);
        all.remove(clientId);
        all.add(clientId);
        return all.size() > MOST_CLIENTS ? all.subList(all.size() - MOST_CLIENTS, all.size()) : all;
    }

    /** Only what may be logged. */
    @Override
    public String toString() {
        return "Session[id=" + id + "]";
    }
}
