package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseTarget;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Interaction;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An authorization request while it is checked: what came in, and what the checks so far have found. */
final class Draft {

    final Parameters parameters;
    final ProviderSettings settings;

    private Optional<Client> client = Optional.empty();
    private Optional<String> redirectUri = Optional.empty();
    Optional<String> state = Optional.empty();
    Set<ResponseType> responseTypes = Set.of();
    ResponseMode responseMode = ResponseMode.QUERY;
    List<String> scopes = List.of();
    Optional<String> nonce = Optional.empty();
    Optional<CodeChallenge> challenge = Optional.empty();
    Set<Prompt> prompts = Set.of();
    Optional<Duration> maxAge = Optional.empty();
    private Optional<String> subject = Optional.empty();
    Optional<String> connectorId = Optional.empty();
    Optional<String> loginHint = Optional.empty();
    List<String> uiLocales = List.of();
    ClaimsRequest claims = ClaimsRequest.NONE;
    List<String> resources = List.of();

    Draft(Parameters parameters, ProviderSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
    }

    /** The client, which the first check has found. */
    Client client() {
        return client.orElseThrow();
    }

    void client(Client known) {
        client = Optional.of(known);
    }

    /** Nobody else will do; whoever is named in two ways must be the same. */
    void wantSubject(String only) {
        if (subject.filter(other -> !other.equals(only)).isPresent()) {
            throw error(ErrorCode.INVALID_REQUEST, "claims: sub: differs from that of id_token_hint");
        }
        subject = Optional.of(only);
    }

    /** From now on errors are sent to the client, as the answer would be as far as that can be told yet. */
    void redirectUri(String allowed) {
        redirectUri = Optional.of(allowed);
        responseMode = Ways.ofErrors(parameters, allowed);
    }

    /** Where an error goes; empty while it must be shown here. */
    Optional<ResponseTarget> target() {
        return redirectUri.map(uri -> new ResponseTarget(uri, responseMode, state, settings.issuer()));
    }

    /** An error of this request. */
    OAuthException error(ErrorCode code, String description) {
        return new OAuthException(code, description);
    }

    /** The request, once every check has passed. */
    AuthorizationRequest request() {
        return new AuthorizationRequest(
                client().id(),
                redirectUri.orElseThrow(),
                responseTypes,
                responseMode,
                scopes,
                state,
                nonce,
                challenge,
                new Interaction(prompts, maxAge, subject, connectorId, loginHint, uiLocales),
                claims,
                resources);
    }
}
