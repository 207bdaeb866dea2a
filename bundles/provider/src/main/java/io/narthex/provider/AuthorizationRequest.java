package io.narthex.provider;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseTarget;
import io.narthex.protocol.ResponseType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An authorization request that passed every check; OpenID Connect Core 1.0, section 3.1.2.1.
 *
 * @param clientId a known client
 * @param redirectUri one that the client may use
 * @param responseTypes what the client wants: one of {@link ResponseType#COMBINATIONS}
 * @param responseMode how the answer travels
 * @param scopes in the order asked for, without repetition
 * @param state what the client wants back
 * @param nonce what the client wants in the ID token
 * @param challenge the proof key for the code
 * @param interaction how the person is to be dealt with
 * @param claims what the client asks for beyond the scopes
 * @param resources the resource servers that the access token is for; RFC 8707, section 2
 */
public record AuthorizationRequest(
        String clientId,
        String redirectUri,
        Set<ResponseType> responseTypes,
        ResponseMode responseMode,
        List<String> scopes,
        Optional<String> state,
        Optional<String> nonce,
        Optional<CodeChallenge> challenge,
        Interaction interaction,
        ClaimsRequest claims,
        List<String> resources) {

    /** Copies the collections. */
    public AuthorizationRequest {
        responseTypes = Set.copyOf(responseTypes);
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
    }

    /** A request for nothing but that somebody signs in: without redirect URI and answer. */
    public static AuthorizationRequest withoutAnswer(String clientId, List<String> scopes, Interaction interaction) {
        return new AuthorizationRequest(
                clientId,
                "",
                Set.of(),
                ResponseMode.QUERY,
                scopes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                interaction,
                ClaimsRequest.NONE,
                List.of());
    }

    /** Where the answer goes. */
    public ResponseTarget target(String issuer) {
        return new ResponseTarget(redirectUri, responseMode, state, issuer);
    }

    /** Whether the scope was asked for. */
    public boolean asksFor(String scope) {
        return scopes.contains(scope);
    }

    /** What the client learns of the person: the scopes asked for, and those that its single claims belong to. */
    public List<String> disclosedScopes() {
        return Stream.concat(scopes.stream(), claims.scopes().stream().sorted())
                .distinct()
                .toList();
    }

    /** Whether the client wants that shown. */
    public boolean wants(Prompt prompt) {
        return interaction.prompts().contains(prompt);
    }
}
