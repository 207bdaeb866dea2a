package io.narthex.web.internal.endpoint;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.web.internal.http.Call;
import java.util.Optional;
import java.util.Set;

/**
 * What a client sends on the back channel: a form, and with it a proof of who it is.
 *
 * @param form the parameters of the body
 * @param authorization the {@code Authorization} header
 */
record ClientRequest(Parameters form, Optional<String> authorization) {

    /** RFC 6749, section 2.3.1: never in the address, which ends up in logs. Anything else there is ignored. */
    private static final Set<String> NOT_IN_ADDRESS = Set.of(
            "client_secret",
            "client_assertion",
            "code",
            "code_verifier",
            "device_code",
            "refresh_token",
            "token",
            "subject_token",
            "actor_token",
            "password",
            "grant_type");

    /**
     * Reads a request.
     *
     * @throws OAuthException {@code invalid_request} if a secret stands in the address or there are several proofs
     */
    static ClientRequest of(Call call) {
        for (String name : call.query().names()) {
            if (NOT_IN_ADDRESS.contains(name)) {
                throw new OAuthException(
                        ErrorCode.INVALID_REQUEST, name + ": expected in the body, not in the address");
            }
        }
        if (call.headers("Authorization").size() > 1) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "Authorization: given more than once");
        }
        return new ClientRequest(call.form(), call.header("Authorization"));
    }

    /** Not the header, which holds a secret. */
    @Override
    public String toString() {
        return "ClientRequest[form=" + form + "]";
    }
}
