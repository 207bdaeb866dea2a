package io.narthex.provider.internal.logout;

import io.narthex.connector.Identity;
import io.narthex.provider.internal.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client that is to be told of the end of a session; OpenID Connect Back-Channel Logout 1.0.
 *
 * @param id made from session and client, so that both come together once only
 * @param clientId the client
 * @param connectorId the connector that vouches for the person
 * @param userId the person there
 * @param sessionId the session
 * @param tries how often it was tried
 * @param due when it is to be tried next
 */
record LogoutNotice(
        String id, String clientId, String connectorId, String userId, String sessionId, int tries, Instant due) {

    /** How long to wait before each further try; after the last one the client is given up. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    /** How long it is kept at most. */
    static final Duration KEPT = Duration.ofMinutes(30);

    boolean isDue(Instant now) {
        return !due.isAfter(now);
    }

    /** As it is while somebody tries: nobody else does meanwhile. Empty if it was tried often enough. */
    Optional<LogoutNotice> tried(Instant now) {
        return tries > PAUSES.size()
                ? Optional.empty()
                : Optional.of(new LogoutNotice(
                        id,
                        clientId,
                        connectorId,
                        userId,
                        sessionId,
                        tries + 1,
                        now.plus(PAUSES.get(Math.min(tries, PAUSES.size() - 1)))));
    }

    /** Whether there will be no further try. */
    boolean isLastTry() {
        return tries > PAUSES.size();
    }

    /** The person, as far as a name for them needs it. */
    Grant.Person person() {
        Identity identity = new Identity(userId, "", "", "", false, List.of(), Optional.empty());
        return new Grant.Person(connectorId, identity, false, Instant.EPOCH);
    }

    @Override
    public String toString() {
        return "LogoutNotice[client=" + clientId + ", session=" + sessionId + ", tries=" + tries + "]";
    }
}
