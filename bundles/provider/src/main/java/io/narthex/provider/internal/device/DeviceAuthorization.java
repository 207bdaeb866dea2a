package io.narthex.provider.internal.device;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.Scope;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Devices;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.Interaction;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.ClientAuthentication;
import io.narthex.provider.internal.client.ClientPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The device authorization endpoint and the way from the code that a person types to a flow; RFC 8628, section 3. */
public final class DeviceAuthorization implements Devices {

    /** Where a person enters the code, under the issuer. */
    private static final String VERIFICATION_PATH = "/device";

    /** The endpoint itself, under the issuer. */
    private static final String PATH = "/device/code";

    private final Supplier<ProviderSettings> settings;
    private final ClientAuthentication authentication;
    private final ClientPolicy policy;
    private final DeviceRequests requests;
    private final Clock clock;

    /** The endpoint for these clients. */
    public DeviceAuthorization(
            Supplier<ProviderSettings> settings, ClientAccess access, DeviceRequests requests, Clock clock) {
        this.settings = settings;
        this.authentication = access.authentication();
        this.policy = new ClientPolicy(settings, access.clients());
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public Authorization authorize(Parameters form, Optional<String> authorization) {
        policy.requireSwitchedOn(GrantTypes.DEVICE_CODE);
        Client client = authentication.authenticate(form, authorization, PATH);
        policy.requireGrant(client, GrantTypes.DEVICE_CODE);
        List<String> scopes = scopes(form, client);
        List<String> resources = form.all("resource");
        policy.requireResources(client, resources);
        UserCode userCode = freeCode();
        DeviceCode deviceCode = DeviceCode.issue(RandomIds.next());
        ProviderSettings now = settings.get();
        Duration lifetime = now.expiry().deviceRequests();
        Duration interval = DeviceRequest.Polling.FIRST_INTERVAL;
        requests.create(new DeviceRequest(
                deviceCode.requestId(),
                client.id(),
                scopes,
                resources,
                CodeChallenge.read(form, now.oauth2().challengeMethods()),
                deviceCode.fingerprint(),
                DeviceRequests.fingerprint(userCode),
                clock.instant().plus(lifetime),
                Optional.empty(),
                new DeviceRequest.Polling(interval, Optional.empty())));
        return new Authorization(
                deviceCode.text(), userCode.shown(), now.endpoint(VERIFICATION_PATH), lifetime, interval);
    }

    @Override
    public Optional<Flow> begin(String userCode) {
        return UserCode.parse(userCode).flatMap(code -> requests.waiting(code).map(request -> flow(request, code)));
    }

    /** It lasts no longer than the device waits. */
    private Flow flow(DeviceRequest request, UserCode code) {
        return new Flow(
                RandomIds.next(),
                request.expiry(),
                new Goal.Device(request.id(), code.shown()),
                AuthorizationRequest.withoutAnswer(request.clientId(), request.scopes(), Interaction.DEFAULT),
                RandomIds.next(),
                Optional.empty(),
                Optional.empty());
    }

    /** RFC 8628, section 3.1 leaves the default to us; dex's is {@code openid}. */
    private List<String> scopes(Parameters form, Client client) {
        List<String> asked = form.words("scope").stream().distinct().toList();
        List<String> scopes = asked.isEmpty() ? List.of(Scope.OPENID) : asked;
        policy.requireScopes(client, scopes);
        return scopes;
    }

    private UserCode freeCode() {
        UserCode code = UserCode.random();
        while (requests.isTaken(code)) {
            code = UserCode.random();
        }
        return code;
    }
}
