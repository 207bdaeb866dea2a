package io.narthex.web.internal;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.Devices;
import io.narthex.provider.Flow;
import io.narthex.provider.Health;
import io.narthex.provider.Provider;
import io.narthex.provider.SignIn;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.Tokens;
import io.narthex.provider.UserinfoResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A provider that does what the test says. */
public final class FakeProvider implements Provider, Tokens, Devices, Health {

    public final FakeSignIn signIn = new FakeSignIn();
    public final FakeAccount account = new FakeAccount();
    public final FakeLogout logout = new FakeLogout();
    public final FakeRegistration registration = new FakeRegistration();
    public final FakeConnectorRegistry connectors = new FakeConnectorRegistry();
    public volatile boolean well = true;
    public volatile Supplier<TokenResponse> tokenAnswer = () -> new TokenResponse(
            "the-access-token",
            Duration.ofHours(1),
            Optional.of("the-refresh-token"),
            Optional.of("the-id-token"),
            "openid");
    public volatile UserinfoResponse userinfoAnswer = new UserinfoResponse(false, "{\"sub\":\"jane\"}");
    public volatile Supplier<String> introspectionAnswer = () -> "{\"active\":false}";
    public volatile Runnable revocation = () -> {};
    public volatile Parameters lastForm = Parameters.none();
    public volatile Optional<String> lastAuthorization = Optional.empty();

    @Override
    public SignIn signIn() {
        return signIn;
    }

    @Override
    public Tokens tokens() {
        return this;
    }

    @Override
    public FakeAccount account() {
        return account;
    }

    @Override
    public FakeLogout logout() {
        return logout;
    }

    @Override
    public Devices devices() {
        return this;
    }

    @Override
    public Authorization authorize(Parameters form, Optional<String> authorization) {
        lastForm = form;
        lastAuthorization = authorization;
        return new Authorization(
                "the-device-code",
                "WDJB-MJHT",
                "https://id.example/dex/device",
                Duration.ofMinutes(5),
                Duration.ofSeconds(5));
    }

    @Override
    public Optional<Flow> begin(String userCode) {
        return userCode.equals("WDJB-MJHT") ? Optional.of(signIn.forDevice(userCode)) : Optional.empty();
    }

    @Override
    public FakeRegistration registration() {
        return registration;
    }

    @Override
    public ConnectorRegistry connectors() {
        return connectors;
    }

    @Override
    public Health health() {
        return this;
    }

    @Override
    public TokenResponse token(Parameters form, Optional<String> authorization) {
        lastForm = form;
        lastAuthorization = authorization;
        return tokenAnswer.get();
    }

    @Override
    public UserinfoResponse userinfo(String accessToken) {
        if (accessToken.equals("narrow")) {
            throw new OAuthException(ErrorCode.INSUFFICIENT_SCOPE, "access token: expected the scope openid");
        }
        if (!accessToken.equals("good")) {
            throw new OAuthException(ErrorCode.INVALID_TOKEN, "access_token: unknown or expired");
        }
        return userinfoAnswer;
    }

    @Override
    public String introspect(Parameters form, Optional<String> authorization) {
        lastForm = form;
        lastAuthorization = authorization;
        return introspectionAnswer.get();
    }

    @Override
    public void revoke(Parameters form, Optional<String> authorization) {
        lastForm = form;
        lastAuthorization = authorization;
        revocation.run();
    }

    @Override
    public boolean isWell() {
        return well;
    }

    @Override
    public List<String> problems() {
        return well ? List.of() : List.of("store db.internal: does not answer");
    }
}
