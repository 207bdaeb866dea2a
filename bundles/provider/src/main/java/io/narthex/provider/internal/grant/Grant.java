package io.narthex.provider.internal.grant;

import io.narthex.connector.Identity;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Digests;
import io.narthex.protocol.Scope;
import io.narthex.protocol.StringPair;
import io.narthex.provider.internal.upstream.Upstreams;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person let a client have.
 *
 * @param id random; the flow's id before
 * @param clientId the client
 * @param person who it is, and through which connector
 * @param scopes what was asked for and granted
 * @param nonce for the ID token
 * @param code the authorization code and what became of it
 * @param createdAt when the sign-in ended
 * @param refresh the refresh tokens, once there are any
 */
public record Grant(
        String id,
        String clientId,
        Person person,
        List<String> scopes,
        Optional<String> nonce,
        Code code,
        Instant createdAt,
        Optional<RefreshChain> refresh) {

    /** Copies the scopes. */
    public Grant {
        scopes = List.copyOf(scopes);
    }

    /**
     * Who signed in.
     *
     * @param connectorId the connector that vouches for them
     * @param identity who they are, as last seen
     * @param refreshable whether the connector can look them up again
     * @param authTime when they signed in
     */
    public record Person(String connectorId, Identity identity, boolean refreshable, Instant authTime) {

        /** The {@code sub} claim, as dex encodes it. */
        public String subject() {
            return new StringPair(identity.userId(), connectorId).encoded();
        }
    }

    /** What became of the code. */
    public enum State {
        /** It can be redeemed once. */
        PENDING,
        /** It was; the grant is in force. */
        REDEEMED,
        /** Nothing of this grant is good any more. */
        REVOKED
    }

    /**
     * The authorization code.
     *
     * @param fingerprint hash of its secret part
     * @param expiry until when it can be redeemed
     * @param state what became of it
     * @param redirectUri the redirect URI it was sent to
     * @param challenge the proof key it can be redeemed with
     */
    public record Code(
            String fingerprint, Instant expiry, State state, String redirectUri, Optional<CodeChallenge> challenge) {

        Code become(State next) {
            return new Code(fingerprint, expiry, next, redirectUri, challenge);
        }
    }

    /** By what the grants of a person are found; a hash, since upstream ids can be long. */
    public String owner() {
        return Digests.fingerprint(person.subject());
    }

    /** The person at their connector, as they are looked up again. */
    public Upstreams.Subject subject() {
        return new Upstreams.Subject(owner(), person.connectorId(), scopes.contains(Scope.GROUPS));
    }

    /** Whether refresh tokens are given for it. */
    public boolean isRefreshable() {
        return person.refreshable() && scopes.contains(Scope.OFFLINE_ACCESS);
    }

    /** Whether its tokens are good. */
    public boolean isInForce() {
        return code.state() == State.REDEEMED;
    }

    /** The grant after its code was redeemed. */
    public Grant redeemed(Optional<RefreshChain> chain) {
        return new Grant(id, clientId, person, scopes, nonce, code.become(State.REDEEMED), createdAt, chain);
    }

    /** The grant of which nothing is good any more. */
    public Grant revoked() {
        return new Grant(id, clientId, person, scopes, nonce, code.become(State.REVOKED), createdAt, Optional.empty());
    }

    /** The grant with a new refresh token, and the person as just seen. */
    public Grant refreshed(RefreshChain chain, Identity seen) {
        Person now = new Person(person.connectorId(), seen, person.refreshable(), person.authTime());
        return new Grant(id, clientId, now, scopes, nonce, code, createdAt, Optional.of(chain));
    }

    /** Only what may be logged. */
    @Override
    public String toString() {
        return "Grant[id=" + id + ", client=" + clientId + ", state=" + code.state() + "]";
    }
}
