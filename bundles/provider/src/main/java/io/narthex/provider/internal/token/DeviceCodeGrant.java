package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.device.DeviceCode;
import io.narthex.provider.internal.device.DeviceRequest;
import io.narthex.provider.internal.device.DeviceRequests;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import java.time.Clock;

/** Gives a device its tokens once a person has let it have them; RFC 8628, sections 3.4 and 3.5. */
final class DeviceCodeGrant implements GrantType {

    private final DeviceRequests requests;
    private final Grants grants;
    private final TokenIssuer issuer;
    private final FreshGrants freshGrants;
    private final Clock clock;

    DeviceCodeGrant(DeviceRequests requests, Grants grants, TokenIssuer issuer, Clock clock) {
        this.requests = requests;
        this.grants = grants;
        this.issuer = issuer;
        this.freshGrants = new FreshGrants(grants, issuer, clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return GrantTypes.DEVICE_CODE;
    }

    @Override
    public TokenResponse answer(Parameters form, Client client) {
        DeviceCode code = DeviceCode.parse(form.require("device_code"))
                .orElseThrow(() -> invalidGrant("device_code: not one of ours"));
        DeviceRequest request = requests.find(code.requestId())
                .filter(found -> found.isOf(code))
                .orElseThrow(() -> invalidGrant("device '" + code.requestId() + "': none with this code"));
        if (!request.clientId().equals(client.id())) {
            throw invalidGrant(request + ": presented by client '" + client.id() + "'");
        }
        Proof.require(request.challenge(), form, () -> invalidGrant(request + ": code_verifier missing or wrong"));
        if (request.answer().isEmpty() && request.isExpired(clock.instant())) {
            throw new OAuthException(ErrorCode.EXPIRED_TOKEN, "device_code: nobody entered the user code in time");
        }
        DeviceRequest.Answer answer = request.answer().orElseThrow(() -> wait(request));
        Grant.Person person = answer.person().orElseThrow(() -> denied(request));
        // In no session: that of the browser where the person approved is not the device's.
        Grant grant = grants.direct(client.id(), person, request.scopes(), request.resources());
        return issue(request, client, grant, Extent.of(grant).withResourcesOf(form));
    }

    /** Still waiting; RFC 8628, section 3.5. Whoever asks too often is told to ask less often. */
    private OAuthException wait(DeviceRequest request) {
        boolean tooEarly = request.polling().isTooEarly(clock.instant());
        requests.polled(request.id(), request.polling().asked(clock.instant()));
        return tooEarly
                ? new OAuthException(ErrorCode.SLOW_DOWN, "device_code: asked too often, wait five seconds longer")
                : new OAuthException(ErrorCode.AUTHORIZATION_PENDING, "device_code: nobody has signed in yet");
    }

    private OAuthException denied(DeviceRequest request) {
        requests.remove(request.id());
        return new OAuthException(ErrorCode.ACCESS_DENIED, "the person did not approve");
    }

    /** The request goes first: of all that ask at once, one gets tokens. */
    private TokenResponse issue(DeviceRequest request, Client client, Grant fresh, Extent extent) {
        issuer.requireStillAllowed(fresh, client, extent);
        if (!requests.remove(request.id())) {
            throw invalidGrant(request + ": device_code used before");
        }
        return freshGrants.begin(fresh, client, extent);
    }

    private static OAuthException invalidGrant(String detail) {
        return new OAuthException(ErrorCode.INVALID_GRANT, "device_code: invalid, used or another client's")
                .withDetail(detail);
    }
}
