package io.narthex.connector;

import org.osgi.annotation.versioning.ConsumerType;

/** Signs people in elsewhere: the browser leaves for the upstream and comes back with an answer. */
@ConsumerType
public non-sealed interface BrowserConnector extends Connector {

    /**
     * Says where to send the browser.
     *
     * @throws UpstreamUnavailableException if the upstream could not be asked for its addresses
     */
    Departure begin(SignInRequest request);

    /**
     * Reads the upstream's answer. The provider has made sure that this browser began the sign-in; everything else in
     * the arrival is untrusted input.
     *
     * @throws SignInRefusedException if the answer is a refusal, is invalid, or the person may not sign in
     * @throws UpstreamUnavailableException if the upstream could not be asked
     */
    Identity complete(Arrival arrival);
}
