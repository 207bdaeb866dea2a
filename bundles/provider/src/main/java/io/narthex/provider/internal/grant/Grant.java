package io.narthex.provider.internal.grant;

import io.narthex.connector.Identity;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Digests;
import io.narthex.protocol.Scope;
import io.narthex.protocol.StringPair;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Flow;
import io.narthex.provider.internal.upstream.Upstreams;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person let a client have, or what a client has for itself.
 *
 * @param id random; the flow's id before, if it comes from one
 * @param clientId the client
 * @param person who it is, and through which connector
 * @param scopes what was asked for and granted
 * @param state what became of it
 * @param code the authorization code, if it began with one
 * @param request what else the client asked for
 * @param sessionId the browser session it was given in, if it was
 * @param createdAt when the sign-in ended
 * @param refresh the refresh tokens, once there are any
 */
public record Grant(
        String id,
        String clientId,
        Person person,
        List<String> scopes,
        State state,
        Optional<Code> code,
        Asked request,
        Optional<String> sessionId,
        Instant createdAt,
        Optional<RefreshChain> refresh) {

    /** Copies the scopes. */
    public Grant {
        scopes = List.copyOf(scopes);
    }

    /**
     * Who signed in.
     *
     * @param connectorId the connector that vouches for them; empty for a client that is its own person
     * @param identity who they are, as last seen
     * @param refreshable whether the connector can look them up again
     * @param authTime when they signed in
     */
    public record Person(String connectorId, Identity identity, boolean refreshable, Instant authTime) {

        /** The person of a flow, as they are kept: without what only the connector may see. */
        public static Person of(Flow.Person person) {
            return new Person(
                    person.connectorId(), Upstreams.without(person.identity()), person.refreshable(), person.at());
        }

        /** A client that is its own person; RFC 6749, section 4.4. */
        public static Person ofClient(String clientId, String name, Instant now) {
            Identity identity = Identity.of(clientId).withUsername(name).withPreferredUsername(name);
            return new Person("", identity, false, now);
        }

        /** Whether it is a client and not a human being. */
        public boolean isClient() {
            return connectorId.isEmpty();
        }

        /** Who it is, in one word: the {@code sub} claim of clients that get no other, as dex encodes it. */
        public String subject() {
            return new StringPair(identity.userId(), connectorId).encoded();
        }

        /** By what everything that is kept of a person is found; a hash, since upstream ids can be long. */
        public String owner() {
            return Digests.fingerprint(subject());
        }
    }

    /** What became of a grant. */
    public enum State {
        /** Nothing but its code is out; it is in force as soon as that is redeemed. */
        PENDING,
        /** Its tokens are good. */
        IN_FORCE,
        /** Nothing of it is good any more. */
        REVOKED
    }

    /**
     * The authorization code.
     *
     * @param fingerprint hash of its secret part
     * @param expiry until when it can be redeemed
     * @param redirectUri the redirect URI it was sent to
     * @param challenge the proof key it can be redeemed with
     * @param redeemed whether it has been, which can be done once
     */
    public record Code(
            String fingerprint,
            Instant expiry,
            String redirectUri,
            Optional<CodeChallenge> challenge,
            boolean redeemed) {

        Code used() {
            return new Code(fingerprint, expiry, redirectUri, challenge, true);
        }
    }

    /**
     * What the client asked for besides scopes, and its tokens must say.
     *
     * @param nonce for the ID token
     * @param claims single claims
     * @param resources the resource servers that access tokens may be for
     */
    public record Asked(Optional<String> nonce, ClaimsRequest claims, List<String> resources) {

        /** Copies the list. */
        public Asked {
            resources = List.copyOf(resources);
        }
    }

    /** By what the grants of a person are found. */
    public String owner() {
        return person.owner();
    }

    /** The person at their connector, as they are looked up again. */
    public Upstreams.Subject subject() {
        return new Upstreams.Subject(owner(), person.connectorId(), wantsGroups());
    }

    /** Whether its client is told the person's groups, by scope or as a single claim. */
    public boolean wantsGroups() {
        return scopes.contains(Scope.GROUPS) || request.claims().scopes().contains(Scope.GROUPS);
    }

    /** Whether refresh tokens are given for it. */
    public boolean isRefreshable() {
        return person.refreshable() && scopes.contains(Scope.OFFLINE_ACCESS);
    }

    /** Whether its tokens are good. */
    public boolean isInForce() {
        return state == State.IN_FORCE;
    }

    /** Whether its code can be redeemed: it has one, which has not been, and was not revoked before. */
    public boolean isRedeemable() {
        return state != State.REVOKED && code.filter(one -> !one.redeemed()).isPresent();
    }

    /** The grant in force after its code was redeemed, with the first of its refresh tokens if it has any. */
    public Grant redeemed(Optional<RefreshChain> chain) {
        return new Grant(
                id,
                clientId,
                person,
                scopes,
                State.IN_FORCE,
                code.map(Code::used),
                request,
                sessionId,
                createdAt,
                chain);
    }

    /** The grant of which nothing is good any more. */
    public Grant revoked() {
        return with(State.REVOKED, person, Optional.empty());
    }

    /** The grant with the first of its refresh tokens. */
    public Grant withRefresh(RefreshChain chain) {
        return with(state, person, Optional.of(chain));
    }

    /** The grant with a new refresh token, and the person as just seen. */
    public Grant refreshed(RefreshChain chain, Identity seen) {
        Person now = new Person(person.connectorId(), seen, person.refreshable(), person.authTime());
        return with(state, now, Optional.of(chain));
    }

    private Grant with(State next, Person who, Optional<RefreshChain> chain) {
        return new Grant(id, clientId, who, scopes, next, code, request, sessionId, createdAt, chain);
    }

    /** Only what may be logged. */
    @Override
    public String toString() {
        return "Grant[id=" + id + ", client=" + clientId + ", state=" + state + "]";
    }
}
