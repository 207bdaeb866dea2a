package io.narthex.provider.internal.authorization;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Connector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.Scope;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.Flow;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.Return;
import io.narthex.provider.SignIn;
import io.narthex.provider.internal.connector.PasswordCheck;
import io.narthex.provider.internal.session.Sessions;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The part of a sign-in that the connectors play: they say who it is. */
final class ConnectorSteps {

    private final ConnectorRegistry connectors;
    private final PasswordCheck passwords;
    private final FlowRules rules;
    private final Sessions sessions;
    private final Clock clock;

    ConnectorSteps(
            ConnectorRegistry connectors, PasswordCheck passwords, FlowRules rules, Sessions sessions, Clock clock) {
        this.connectors = connectors;
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
        this.clock = clock;
    }

    SignIn.Step turnTo(Flow flow, String connectorId, URI callback) {
        String name = rules.requireConnector(flow, connectorId).name();
        return connectors.use(connectorId, connector -> {
            if (connector instanceof PasswordConnector password) {
                return new SignIn.Step.AskPassword(name, password.usernamePrompt(), negotiation(flow, connector));
            }
            SignInRequest request = new SignInRequest(
                    callback,
                    flow.id(),
                    asked(flow, connector),
                    flow.request().interaction().loginHint(),
                    isForced(flow));
            Departure departure = ((BrowserConnector) connector).begin(request);
            return new SignIn.Step.Leave(flow.leaving(connectorId, departure.carried()), departure);
        });
    }

    Optional<Flow> checkPassword(Flow flow, String connectorId, PasswordAttempt attempt) {
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            Optional<Identity> known = passwords.check(connectorId, connector, attempt, asked(flow, connector));
            connectors.answered(connectorId);
            return known.map(identity -> signedIn(flow, connectorId, identity, connector));
        });
    }

    Optional<Flow> negotiate(Flow flow, String connectorId, byte[] token) {
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            if (!(connector instanceof NegotiatesSignIn negotiating)
                    || negotiation(flow, connector) == SignIn.Step.Negotiation.NONE) {
                throw refused("connector '" + connectorId + "': does not negotiate this sign-in");
            }
            return negotiating
                    .negotiate(token, asked(flow, connector))
                    .map(identity -> signedIn(flow, connectorId, identity, connector));
        });
    }

    /** Where it is about the person, the browser must not answer for them. */
    private static SignIn.Step.Negotiation negotiation(Flow flow, Connector connector) {
        if (!(connector instanceof NegotiatesSignIn negotiating)) {
            return SignIn.Step.Negotiation.NONE;
        }
        if (!negotiating.allowsForm()) {
            return SignIn.Step.Negotiation.REQUIRED;
        }
        return isForced(flow) ? SignIn.Step.Negotiation.NONE : SignIn.Step.Negotiation.OFFERED;
    }

    Flow arrive(Flow flow, Return arrival) {
        Flow.Leaving leaving = flow.departure()
                .orElseThrow(() -> refused("flow '" + flow.id() + "': came back without having been sent anywhere"));
        String connectorId = leaving.connectorId();
        String cameTo = arrival.connectorId().orElse(connectorId);
        if (!cameTo.equals(connectorId)) {
            throw refused("flow '" + flow.id() + "': was sent to connector '" + connectorId + "', came back to '"
                    + cameTo + "'");
        }
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            if (!(connector instanceof BrowserConnector upstream)) {
                throw refused("connector '" + connectorId + "': takes no callbacks");
            }
            Identity identity = upstream.complete(new Arrival(
                    arrival.method(),
                    arrival.query(),
                    arrival.form(),
                    arrival.headers(),
                    arrival.remoteAddress(),
                    arrival.callback(),
                    flow.id(),
                    leaving.carried(),
                    asked(flow, connector)));
            return signedIn(flow, connectorId, identity, connector);
        });
    }

    /**
     * Whether it will not do that the browser is known: OpenID Connect Core 1.0, section 3.1.2.1. With {@code max_age}, only
     * who has just shown anew who they are has done so now; who wants another account must not be given the same.
     */
    private static boolean isForced(Flow flow) {
        return flow.request().wants(Prompt.LOGIN)
                || flow.request().wants(Prompt.SELECT_ACCOUNT)
                || flow.request().interaction().maxAge().isPresent();
    }

    private Flow signedIn(Flow flow, String connectorId, Identity identity, Connector connector) {
        connectors.answered(connectorId);
        Flow next = flow.signedIn(new Flow.Person(
                connectorId,
                identity,
                connector instanceof RefreshesIdentity,
                clock.instant(),
                asked(flow, connector),
                Optional.empty()));
        rules.requirePerson(next);
        return next;
    }

    private static SignInRefusedException refused(String message) {
        return SignInRefusedException.invalidAnswer(message);
    }

    /**
     * What a connector is asked for: what the client wants to know. Where our own form asks, it is all that a later client of
     * the session may want, since nobody has to consent to it anywhere else.
     */
    private Scopes asked(Flow flow, Connector connector) {
        boolean everything = connector instanceof PasswordConnector && sessions.areOn();
        return new Scopes(
                everything || flow.request().asksFor(Scope.OFFLINE_ACCESS),
                everything || flow.request().disclosedScopes().contains(Scope.GROUPS));
    }
}
