package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.authorization.request.RequestForms;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.token.IdTokenHints;
import java.util.List;

/** The rules for authorization requests, in the order of the table in {@code docs/protocol.md}. */
public final class AuthorizationChecks {

    /** The first rules say where errors go. */
    private static final int ADDRESSING = 3;

    private final RequestForms forms;
    private final List<AuthorizationCheck> checks;

    /**
     * All rules.
     *
     * @param forms turns requests into their plain form
     * @param hints reads the ID tokens that clients show again
     */
    public AuthorizationChecks(
            RequestForms forms,
            Clients clients,
            ClientPolicy policy,
            ConnectorRegistry connectors,
            IdTokenHints hints) {
        this.forms = forms;
        this.checks = List.of(
                new KnownClient(clients),
                new RegisteredRedirectUri(),
                new ReturnableState(),
                new NoInlineRegistration(),
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
                new Hints(),
                new AllowedResources(policy));
    }

    /**
     * Checks a request.
     *
     * @param given in whatever form it came
     * @throws OAuthException for the first rule that it breaks, with a target if the client may be told
     */
    public AuthorizationRequest check(Parameters given, ProviderSettings settings) {
        return requireAll(plain(given, settings), settings);
    }

    /**
     * Checks a request in its plain form.
     *
     * @throws OAuthException as {@link #check}
     */
    public AuthorizationRequest requireAll(Parameters plain, ProviderSettings settings) {
        Draft draft = new Draft(plain, settings);
        try {
            checks.forEach(check -> check.check(draft));
            return draft.request();
        } catch (OAuthException e) {
            throw draft.target().map(e::sentTo).orElse(e);
        }
    }

    private Parameters plain(Parameters given, ProviderSettings settings) {
        try {
            return forms.plain(given);
        } catch (OAuthException e) {
            throw addressed(e, new Draft(given, settings));
        }
    }

    /** What is wrong with an object goes where the parameters beside it say, if that is registered. */
    private OAuthException addressed(OAuthException problem, Draft beside) {
        try {
            checks.subList(0, ADDRESSING).forEach(check -> check.check(beside));
        } catch (OAuthException e) {
            // Then there is nowhere to send it, or no state to send with it.
        }
        return beside.target().map(problem::sentTo).orElse(problem);
    }
}
