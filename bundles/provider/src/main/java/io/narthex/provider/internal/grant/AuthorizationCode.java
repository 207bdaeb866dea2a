package io.narthex.provider.internal.grant;

import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import java.util.Optional;

/**
 * An authorization code: the id of its grant and a secret.
 *
 * @param grantId the grant
 * @param secret 120 random bits
 */
public record AuthorizationCode(String grantId, String secret) {

    /** A new code for a grant. */
    public static AuthorizationCode issue(String grantId) {
        return new AuthorizationCode(grantId, RandomIds.next());
    }

    /** Reads a code that somebody presents; empty if it has not the form of one. */
    public static Optional<AuthorizationCode> parse(String text) {
        if (text.length() != 50 || !RandomIds.isId(text.substring(0, 25)) || !RandomIds.isId(text.substring(25))) {
            return Optional.empty();
        }
        return Optional.of(new AuthorizationCode(text.substring(0, 25), text.substring(25)));
    }

    /** As the client gets it. */
    public String text() {
        return grantId + secret;
    }

    /** What is stored of it. */
    public String fingerprint() {
        return Digests.fingerprint(secret);
    }

    /** Whether the grant's code is this one. */
    public boolean belongsTo(Grant grant) {
        return grant.code()
                .filter(code -> Digests.equal(fingerprint(), code.fingerprint()))
                .isPresent();
    }

    @Override
    public String toString() {
        return "AuthorizationCode[grantId=" + grantId + "]";
    }
}
