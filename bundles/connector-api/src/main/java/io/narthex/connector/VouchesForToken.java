package io.narthex.connector;

import org.osgi.annotation.versioning.ConsumerType;

/** Ability: say whose a token of the upstream is. Lets a client exchange such a token for ours; RFC 8693. */
@ConsumerType
public interface VouchesForToken {

    /**
     * Says whose a token is.
     *
     * @param token what the client presents; untrusted
     * @param scopes what the client asked for
     * @return the person, without connector data
     * @throws SignInRefusedException if the token does not hold, is not meant for us, or the person may not sign in
     * @throws UpstreamUnavailableException if the upstream could not be asked
     */
    Identity vouch(SubjectToken token, Scopes scopes);
}
