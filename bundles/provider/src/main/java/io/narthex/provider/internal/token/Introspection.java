package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAuthentication;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.grant.RefreshToken;
import io.narthex.provider.internal.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a token is good and what for; RFC 7662. A client learns of its own tokens and of access tokens that are for it.
 * Of everything else it learns that it is not active, as section 2.2 asks. {@code token_type_hint} is not needed: the kinds can
 * be told apart.
 */
final class Introspection {

    /** Where it is; assertions of clients may name it. */
    private static final String PATH = "/introspect";

    private final ClientAuthentication authentication;
    private final LiveTokens liveTokens;
    private final RefreshTokens refreshTokens;
    private final ClientPolicy policy;
    private final IntrospectionAnswers answers;

    Introspection(
            ClientAuthentication authentication,
            LiveTokens liveTokens,
            RefreshTokens refreshTokens,
            ClientPolicy policy,
            IntrospectionAnswers answers) {
        this.authentication = authentication;
        this.liveTokens = liveTokens;
        this.refreshTokens = refreshTokens;
        this.policy = policy;
        this.answers = answers;
    }

    /** The answer as JSON. */
    String answer(Parameters form, Optional<String> authorization) {
        Client client = authentication.authenticate(form, authorization, PATH);
        if (client.isPublic()) {
            // Anybody can call itself that; RFC 7662, section 4: or tokens could be guessed at.
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT, "client: only confidential clients may introspect tokens");
        }
        String token = form.require("token");
        return Json.write(
                accessToken(token, client).or(() -> refreshToken(token, client)).orElse(Map.of("active", false)));
    }

    private Optional<Map<String, Object>> accessToken(String token, Client asking) {
        return liveTokens
                .find(token)
                .filter(live -> live.client().id().equals(asking.id())
                        || answers.audience(live).contains(asking.id()))
                .map(answers::of);
    }

    private Optional<Map<String, Object>> refreshToken(String token, Client asking) {
        return RefreshToken.parse(token)
                .flatMap(refreshTokens::find)
                .filter(RefreshTokens.Found::isGood)
                .filter(found -> found.grant().clientId().equals(asking.id()))
                .filter(found -> policy.allowsRefresh(asking))
                .filter(found ->
                        policy.allowsConnector(asking, found.grant().person().connectorId()))
                .map(found -> answers.of(
                        found, asking, policy.allowed(asking, found.grant().scopes())));
    }
}
