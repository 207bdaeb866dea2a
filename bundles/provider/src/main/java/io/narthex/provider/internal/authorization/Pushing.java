package io.narthex.provider.internal.authorization;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.PushedRequest;
import io.narthex.provider.internal.authorization.check.AuthorizationChecks;
import io.narthex.provider.internal.authorization.request.PushedRequests;
import io.narthex.provider.internal.authorization.request.RequestForms;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAuthentication;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes requests that clients push; RFC 9126, section 2: 1. an authenticated client, 2. the plain form, 3. every rule for
 * authorization requests, 4. room for who has proved nothing. Only then anything is written.
 */
final class Pushing {

    /** By which the client proves who it is; no part of the request. */
    private static final String[] CREDENTIALS = {"client_secret", "client_assertion", "client_assertion_type"};

    private final Supplier<ProviderSettings> settings;
    private final ClientAuthentication authentication;
    private final RequestForms forms;
    private final AuthorizationChecks checks;
    private final PushedRequests pushed;

    Pushing(
            Supplier<ProviderSettings> settings,
            ClientAuthentication authentication,
            RequestForms forms,
            AuthorizationChecks checks,
            PushedRequests pushed) {
        this.settings = settings;
        this.authentication = authentication;
        this.forms = forms;
        this.checks = checks;
        this.pushed = pushed;
    }

    PushedRequest push(Parameters form, Optional<String> authorization, Runnable admission) {
        Client client = authentication.authenticate(form, authorization, "/par");
        Parameters given = form.without(CREDENTIALS).supersededBy(Parameters.of(Map.of("client_id", client.id())));
        Parameters plain = forms.pushed(client, given);
        ProviderSettings now = settings.get();
        try {
            checks.requireAll(plain, now);
        } catch (OAuthException e) {
            // Told to who has pushed, not to the redirect URI.
            throw new OAuthException(e.error(), e.description()).withDetail(e.detail());
        }
        if (!client.provesItself()) {
            admission.run();
        }
        return pushed.keep(client, plain, now.expiry().pushedRequests());
    }
}
