package io.narthex.provider;

import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.protocol.ResponseTarget;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in under way: everything between an authorization request and its answer. It travels sealed in a cookie of the
 * browser that began it, and nowhere else.
 *
 * @param id random; also the id of the grant that it ends in, so that it can end only once
 * @param expiry after this it can only be begun anew
 * @param goal what it is for
 * @param request what the client asked for
 * @param formToken must come back with every form of our own pages
 * @param departure the connector that the browser was sent to, once it was
 * @param person who signed in, once somebody has
 */
public record Flow(
        String id,
        Instant expiry,
        Goal goal,
        AuthorizationRequest request,
        String formToken,
        Optional<Leaving> departure,
        Optional<Person> person) {

    /**
     * Where the browser was sent.
     *
     * @param connectorId the connector
     * @param carried what the connector wants to see again
     */
    public record Leaving(String connectorId, String carried) {}

    /**
     * Who signed in.
     *
     * @param connectorId the connector that vouches for them
     * @param identity who they are
     * @param refreshable whether the connector can look them up again
     * @param at when they did
     * @param asked what the connector was asked for then
     * @param sessionId the browser session by which they are known; empty if they have signed in in this flow
     */
    public record Person(
            String connectorId,
            Identity identity,
            boolean refreshable,
            Instant at,
            Scopes asked,
            Optional<String> sessionId) {}

    /** The same flow, gone to a connector. */
    public Flow leaving(String connectorId, String carried) {
        return new Flow(
                id, expiry, goal, request, formToken, Optional.of(new Leaving(connectorId, carried)), Optional.empty());
    }

    /** The same flow with somebody signed in. */
    public Flow signedIn(Person who) {
        return new Flow(id, expiry, goal, request, formToken, Optional.empty(), Optional.of(who));
    }

    /** Where the client is told how it ended; empty if no client waits at a redirect URI. */
    public Optional<ResponseTarget> target(String issuer) {
        return goal instanceof Goal.Answer ? Optional.of(request.target(issuer)) : Optional.empty();
    }

    /** Whether it can only be begun anew. */
    public boolean isExpired(Instant now) {
        return !expiry.isAfter(now);
    }

    /** Only the id and the client. */
    @Override
    public String toString() {
        return "Flow[id=" + id + ", client=" + request.clientId() + "]";
    }
}
