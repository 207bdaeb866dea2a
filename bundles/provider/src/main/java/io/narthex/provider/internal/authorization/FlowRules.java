package io.narthex.provider.internal.authorization;

import io.narthex.connector.SignInRefusedException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AboutClient;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.client.About;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.token.Subjects;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What held when a flow began and must still hold at each of its steps: client, redirect URI and connector may have been
 * changed or taken away meanwhile.
 */
final class FlowRules {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final ClientPolicy policy;
    private final ConnectorRegistry connectors;
    private final Subjects subjects;

    FlowRules(Supplier<ProviderSettings> settings, Clients clients, ConnectorRegistry connectors, Subjects subjects) {
        this.settings = settings;
        this.clients = clients;
        this.policy = new ClientPolicy(settings, clients);
        this.connectors = connectors;
        this.subjects = subjects;
    }

    /** The client; an error is shown, since it may not be sent to an address that is not registered any more. */
    Client requireClient(Flow flow) {
        AuthorizationRequest request = flow.request();
        Client client = clients.find(request.clientId())
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.UNAUTHORIZED_CLIENT, "client_id: unknown client '" + request.clientId() + "'"));
        if (flow.goal() instanceof Goal.Answer && !client.mayUseRedirectUri(request.redirectUri())) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "redirect_uri: not registered, got '" + request.redirectUri() + "'");
        }
        return client;
    }

    /** What the flow's end is called for people: the client, or else its id; empty for a page of ours. */
    String clientName(Flow flow) {
        return flow.goal() instanceof Goal.OwnPage ? "" : requireClient(flow).name();
    }

    /**
     * What the client shows of itself. Not the picture of a client that anybody may have registered: beside a name that nobody
     * has checked, it would be believed.
     */
    AboutClient about(Flow flow) {
        if (flow.goal() instanceof Goal.OwnPage) {
            return AboutClient.NOTHING;
        }
        Client client = requireClient(flow);
        About about = client.about();
        return new AboutClient(
                about.logo().filter(logo -> client.origin() != Origin.STRANGER),
                about.home(),
                about.policy(),
                about.terms());
    }

    /** Where the answer goes, where nobody vouches for the client: the host, or else the scheme; an empty text if nowhere. */
    Optional<String> destination(Flow flow) {
        return flow.goal() instanceof Goal.OwnPage
                ? Optional.empty()
                : Optional.of(requireClient(flow))
                        .filter(client -> client.origin().isSelfMade())
                        .map(client -> flow.goal() instanceof Goal.Answer ? destination(flow.request()) : "");
    }

    private static String destination(AuthorizationRequest request) {
        URI uri = URI.create(request.redirectUri());
        return Optional.ofNullable(uri.getHost())
                .filter(host -> uri.getScheme().matches("(?i)https?"))
                .orElse(uri.getScheme() + ":");
    }

    /** Hears that the client of a flow has got an answer. */
    void used(Flow flow) {
        clients.find(flow.request().clientId()).ifPresent(clients::used);
    }

    /** Whether it is the person whom the client wants; OpenID Connect Core 1.0, section 3.1.2.1 ({@code id_token_hint}). */
    boolean isExpected(Flow flow, Grant.Person person) {
        return flow.request()
                .interaction()
                .subject()
                .map(expected -> expected.equals(subjects.of(requireClient(flow), person)))
                .orElse(true);
    }

    /** The person of the flow, who is the one whom the client wants. */
    Flow.Person requirePerson(Flow flow) {
        Flow.Person person = flow.person()
                .orElseThrow(() ->
                        SignInRefusedException.invalidAnswer("flow '" + flow.id() + "': nobody has signed in yet"));
        if (!isExpected(flow, Grant.Person.of(person))) {
            throw refusal(flow, ErrorCode.LOGIN_REQUIRED, "id_token_hint: somebody else has signed in");
        }
        return person;
    }

    /** Whether the connector is there, and the flow may go through it. */
    boolean serves(Flow flow, String connectorId) {
        return connectors.find(connectorId).isPresent() && allows(flow, connectorId);
    }

    /** Whether the flow may go through a connector: the client may, and did not ask for another one. */
    boolean allows(Flow flow, String connectorId) {
        boolean asked = flow.request()
                .interaction()
                .connectorId()
                .map(connectorId::equals)
                .orElse(true);
        return asked
                && (flow.goal() instanceof Goal.OwnPage || policy.allowsConnector(requireClient(flow), connectorId));
    }

    /** The connector, if the flow may go through it. */
    ConnectorStatus requireConnector(Flow flow, String connectorId) {
        if (!allows(flow, connectorId)) {
            throw refusal(flow, ErrorCode.ACCESS_DENIED, "connector '" + connectorId + "': not allowed to this client");
        }
        return connectors.find(connectorId).orElseThrow(() -> new UnknownConnectorException(connectorId));
    }

    /** The client may still have what it asked for, and its tokens may still be for whom they are to be. */
    void requireAnswerable(Flow flow) {
        if (flow.goal() instanceof Goal.OwnPage) {
            return;
        }
        Client client = requireClient(flow);
        AuthorizationRequest request = flow.request();
        if (flow.goal() instanceof Goal.Device) {
            policy.requireGrant(client, GrantTypes.DEVICE_CODE);
        } else if (!policy.allowsResponse(client, request.responseTypes())) {
            throw refusal(
                    flow,
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "response_type: not allowed any more, got '" + ResponseType.words(request.responseTypes()) + "'");
        }
        try {
            policy.requireScopes(client, request.scopes());
            policy.requireResources(client, request.resources());
        } catch (OAuthException e) {
            throw refusal(flow, e.error(), e.description());
        }
    }

    /** An error that ends a flow; the client is told if one waits for an answer. */
    OAuthException refusal(Flow flow, ErrorCode error, String description) {
        OAuthException refusal = new OAuthException(error, description);
        return flow.target(settings.get().issuer()).map(refusal::sentTo).orElse(refusal);
    }
}
