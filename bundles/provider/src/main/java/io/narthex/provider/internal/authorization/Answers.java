package io.narthex.provider.internal.authorization;

import io.narthex.protocol.RedirectUris;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Completion;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.grant.AuthorizationCode;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.token.TokenIssuer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Answers authorization requests: creates the grant and gives out what was asked for; OpenID Connect Core 1.0, sections
 * 3.1.2.5, 3.2.2.5 and 3.3.2.5.
 */
final class Answers {

    private final Supplier<ProviderSettings> settings;
    private final Grants grants;
    private final TokenIssuer issuer;

    /**
     * Answers.
     *
     * @param issuer makes what is given out besides a code
     */
    Answers(Supplier<ProviderSettings> settings, Grants grants, TokenIssuer issuer) {
        this.settings = settings;
        this.grants = grants;
        this.issuer = issuer;
    }

    /**
     * Ends a flow with what its client asked for. Everything that may be refused has been checked.
     *
     * @param sessionId the browser session that it is given in, if there is one
     * @throws FlowEndedException if it has ended before
     */
    Completion give(Flow flow, Flow.Person person, Optional<String> sessionId) {
        AuthorizationRequest request = flow.request();
        Optional<AuthorizationCode> code = request.responseTypes().contains(ResponseType.CODE)
                ? Optional.of(AuthorizationCode.issue(flow.id()))
                : Optional.empty();
        Grant grant = grants.ofFlow(flow, person, code, sessionId);
        if (!grants.create(grant)) {
            throw new FlowEndedException(flow.id());
        }
        if (code.isPresent() && request.redirectUri().equals(RedirectUris.OUT_OF_BAND)) {
            return new Completion.ShowCode(code.get().text());
        }
        return Completion.of(request.target(settings.get().issuer()), parameters(request, grant, code));
    }

    /** RFC 6749, section 4.2.2; {@code scope} always, since it may be less than was asked for. No refresh token is among them. */
    private Map<String, String> parameters(
            AuthorizationRequest request, Grant grant, Optional<AuthorizationCode> code) {
        Map<String, String> answer = new TreeMap<>();
        code.ifPresent(one -> answer.put("code", one.text()));
        Optional<String> accessToken = request.responseTypes().contains(ResponseType.TOKEN)
                ? Optional.of(issuer.accessToken(grant))
                : Optional.empty();
        accessToken.ifPresent(token -> {
            answer.put("access_token", token);
            answer.put("token_type", "Bearer");
            answer.put("expires_in", Long.toString(issuer.accessTokenLifetime().toSeconds()));
            answer.put("scope", String.join(" ", grant.scopes()));
        });
        if (request.responseTypes().contains(ResponseType.ID_TOKEN)) {
            TokenIssuer.Company company = new TokenIssuer.Company(accessToken, code, request.state());
            answer.put("id_token", issuer.idToken(grant, grant.scopes(), company));
        }
        return answer;
    }
}
