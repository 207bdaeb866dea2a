package io.narthex.provider;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Lets devices without a browser have people sign in elsewhere; RFC 8628. */
@ProviderType
public interface Devices {

    /**
     * Answers a device authorization request; RFC 8628, section 3.1.
     *
     * @param form the parameters of the body
     * @param authorization the {@code Authorization} header
     * @throws OAuthException if it is refused
     */
    Authorization authorize(Parameters form, Optional<String> authorization);

    /**
     * What the device is told; RFC 8628, section 3.2.
     *
     * @param deviceCode what it asks for tokens with
     * @param userCode what the person enters at {@code verificationUri}, such as {@code WDJB-MJHT}
     * @param verificationUri the address that the device shows
     * @param lifetime how long both codes are good
     * @param interval how long it has to wait between two questions
     */
    record Authorization(
            String deviceCode, String userCode, String verificationUri, Duration lifetime, Duration interval) {

        /** Without the codes. */
        @Override
        public String toString() {
            return "Authorization[lifetime=" + lifetime + "]";
        }
    }

    /**
     * Begins the sign-in for a device.
     *
     * @param userCode as somebody typed it: in any case of letters, with or without dash and spaces
     * @return the flow; empty if no device waits with this code
     */
    Optional<Flow> begin(String userCode);
}
