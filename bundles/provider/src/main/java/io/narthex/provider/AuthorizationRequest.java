package io.narthex.provider;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization request that passed every check; OpenID Connect Core 1.0, section 3.1.2.1.
 *
 * @param clientId a known client
 * @param redirectUri one that the client may use
 * @param scopes in the order asked for, without repetition
 * @param state what the client wants back
 * @param nonce what the client wants in the ID token
 * @param challenge the proof key for the code
 * @param prompts what the client wants shown
 * @param connectorId the connector that the client asked for
 * @param loginHint whom the client expects
 */
public record AuthorizationRequest(
        String clientId,
        String redirectUri,
        List<String> scopes,
        Optional<String> state,
        Optional<String> nonce,
        Optional<CodeChallenge> challenge,
        Set<Prompt> prompts,
        Optional<String> connectorId,
        Optional<String> loginHint) {

    /** Copies the collections. */
    public AuthorizationRequest {
        scopes = List.copyOf(scopes);
        prompts = Set.copyOf(prompts);
    }

    /** Where the answer goes. */
    public ResponseTarget target(String issuer) {
        return new ResponseTarget(redirectUri, state, issuer);
    }

    /** Whether the scope was asked for. */
    public boolean asksFor(String scope) {
        return scopes.contains(scope);
    }
}
