package io.narthex.provider.internal.session;

import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import java.util.Optional;

/**
 * What the cookie of a session holds: the session's id, and a secret that is new after every sign-in.
 *
 * @param sessionId the session
 * @param secret 240 random bits
 */
public record SessionToken(String sessionId, String secret) {

    private static final int ID_LENGTH = 25;

    /** A new token for a session. */
    public static SessionToken issue(String sessionId) {
        return new SessionToken(sessionId, RandomIds.next() + RandomIds.next());
    }

    /** Reads what a browser presents; empty if it has not the form of a token. */
    public static Optional<SessionToken> parse(String text) {
        if (text.length() != 3 * ID_LENGTH) {
            return Optional.empty();
        }
        for (int from = 0; from < text.length(); from += ID_LENGTH) {
            if (!RandomIds.isId(text.substring(from, from + ID_LENGTH))) {
                return Optional.empty();
            }
        }
        return Optional.of(new SessionToken(text.substring(0, ID_LENGTH), text.substring(ID_LENGTH)));
    }

    /** As the cookie holds it. */
    public String text() {
        return sessionId + secret;
    }

    /** What is stored of it. */
    public String fingerprint() {
        return Digests.fingerprint(secret);
    }

    @Override
    public String toString() {
        return "SessionToken[sessionId=" + sessionId + "]";
    }
}
