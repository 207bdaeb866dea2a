package io.narthex.provider.internal.token;

import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.UserinfoResponse;
import io.narthex.provider.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The claims that an access token is good for; OpenID Connect Core 1.0, section 5.3. */
final class Userinfo {

    /** Names a kind, so that nobody takes it for an ID token, which names none. */
    private static final String TYPE = "JWT";

    private final Supplier<ProviderSettings> settings;
    private final LiveTokens liveTokens;
    private final Signer signer;
    private final Subjects subjects;

    Userinfo(Supplier<ProviderSettings> settings, LiveTokens liveTokens, TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.liveTokens = liveTokens;
        this.signer = keys.signer();
        this.subjects = keys.subjects();
    }

    UserinfoResponse answer(String accessToken) {
        LiveTokens.Live live = liveTokens
                .find(accessToken)
                .orElseThrow(
                        () -> new OAuthException(ErrorCode.INVALID_TOKEN, "access token: invalid, expired or revoked"));
        if (!live.scopes().contains(Scope.OPENID)) {
            throw new OAuthException(ErrorCode.INSUFFICIENT_SCOPE, "access token: expected the scope openid");
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subjects.of(live.client(), live.grant().person()));
        claims.putAll(PersonClaims.of(live.grant(), live.scopes(), live.single()));
        Optional<SigningAlgorithm> algorithm = live.client().tokens().userinfo();
        if (algorithm.isEmpty()) {
            return new UserinfoResponse(false, Json.write(claims));
        }
        // OpenID Connect Core 1.0, section 5.3.2.
        claims.put("iss", settings.get().issuer());
        claims.put("aud", live.client().id());
        return new UserinfoResponse(true, signer.sign(algorithm.get(), TYPE, Json.write(claims)));
    }
}
