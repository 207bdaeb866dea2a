package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.token.IdTokenHints;
import java.util.List;

/** The rules for authorization requests, in the order of the table in {@code docs/protocol.md}. */
public final class AuthorizationChecks {

    private final List<AuthorizationCheck> checks;

    /** All rules; {@code hints} reads the ID tokens that clients show again. */
    public AuthorizationChecks(Clients clients, ClientPolicy policy, ConnectorRegistry connectors, IdTokenHints hints) {
        this.checks = List.of(
                new KnownClient(clients),
                new RegisteredRedirectUri(),
                new ReturnableState(),
                new NoRequestObject(),
                new SupportedResponseType(policy),
                new SuitableResponseMode(),
                new NoTokensOutOfBand(),
                new KnownScopes(),
                new AllowedScopes(policy),
                new BoundedNonce(),
                new NonceForIdToken(),
                new ProofKey(),
                new KnownPrompts(),
                new ValidMaxAge(),
                new HintedSubject(hints),
                new RequestedClaims(policy),
                new AllowedConnector(policy, connectors),
                new Hints());
    }

    /**
     * Checks a request.
     *
     * @throws OAuthException for the first rule that it breaks, with a target if the client may be told
     */
    public AuthorizationRequest check(Parameters parameters, ProviderSettings settings) {
        Draft draft = new Draft(parameters, settings);
        try {
            checks.forEach(check -> check.check(draft));
            return draft.request();
        } catch (OAuthException e) {
            throw draft.target().map(e::sentTo).orElse(e);
        }
    }
}
