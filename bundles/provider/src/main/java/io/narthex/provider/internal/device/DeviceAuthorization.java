package io.narthex.provider.internal.device;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
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
                challenge(form, now),
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
        List<String> unknown = scopes.stream()
                .filter(scope ->
                        !Scope.FIXED.contains(scope) && Scope.audience(scope).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new OAuthException(ErrorCode.INVALID_SCOPE, "scope: unknown '" + String.join(" ", unknown) + "'");
        }
        policy.requireScopes(client, scopes);
        return scopes;
    }

    /** Not in RFC 8628, but dex takes one: it binds the device code to the process that asked for it. */
    private static Optional<CodeChallenge> challenge(Parameters form, ProviderSettings settings) {
        Optional<String> method = form.find("code_challenge_method");
        Optional<String> challenge = form.find("code_challenge");
        if (challenge.isEmpty() && method.isPresent()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "code_challenge: missing, although code_challenge_method is given");
        }
        return challenge.map(value -> {
            String word = method.orElse(CodeChallenge.Method.PLAIN.word());
            CodeChallenge.Method supported = CodeChallenge.Method.of(word)
                    .filter(settings.oauth2().challengeMethods()::contains)
                    .orElseThrow(() -> new OAuthException(
                            ErrorCode.INVALID_REQUEST, "code_challenge_method: not supported, got '" + word + "'"));
            return new CodeChallenge(supported, value);
        });
    }

    private UserCode freeCode() {
        UserCode code = UserCode.random();
        while (requests.isTaken(code)) {
            code = UserCode.random();
        }
        return code;
    }
}
