package io.narthex.provider.internal.logout;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Logout;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.person.PersonNames;
import io.narthex.provider.internal.session.Session;
import io.narthex.provider.internal.token.IdTokenHints;
import io.narthex.provider.internal.token.Subjects;
import java.util.List;
import java.util.Optional;

/** The rules for logout requests, in the order of the table in {@code docs/protocol.md}. */
final class LogoutChecks {

    private final Clients clients;
    private final IdTokenHints hints;
    private final Subjects subjects;

    LogoutChecks(Clients clients, IdTokenHints hints, Subjects subjects) {
        this.clients = clients;
        this.hints = hints;
        this.subjects = subjects;
    }

    Logout.Request check(Parameters parameters, Optional<Session> session) {
        Optional<IdTokenHints.Hint> hint = parameters.find("id_token_hint").map(this::requireOurs);
        Optional<Client> client = client(parameters, hint);
        // Nobody vouches for a stranger's address: where nobody signs out, it would lead anybody anywhere.
        Optional<Logout.Redirect> redirect = redirect(parameters, client)
                .filter(one -> session.isPresent()
                        || client.filter(asking -> asking.origin() == Origin.STRANGER)
                                .isEmpty());
        boolean proven = session.isPresent() && hint.isPresent() && proves(hint.get(), client, session.get());
        return new Logout.Request(
                session.isPresent(),
                proven,
                session.map(one -> PersonNames.of(one.person().identity())).orElse(""),
                client.map(one -> new Logout.Origin(one.id(), one.name())),
                redirect);
    }

    /** RP-Initiated Logout, section 4: one that has expired says it as well; any other is refused. */
    private IdTokenHints.Hint requireOurs(String token) {
        return hints.read(token).orElseThrow(() -> invalid("id_token_hint: not an ID token of this provider"));
    }

    /** The client that {@code client_id} names, which the hint must be for; or else the only one that the hint is for. */
    private Optional<Client> client(Parameters parameters, Optional<IdTokenHints.Hint> hint) {
        Optional<String> named = parameters.find("client_id");
        List<String> audience = hint.map(IdTokenHints.Hint::audience).orElse(List.of());
        if (named.isPresent()) {
            if (hint.isPresent() && !audience.contains(named.get())) {
                throw invalid("id_token_hint: not for client '" + named.get() + "'");
            }
            return Optional.of(clients.find(named.get())
                    .orElseThrow(() -> new OAuthException(
                            ErrorCode.UNAUTHORIZED_CLIENT, "client_id: unknown client '" + named.get() + "'")));
        }
        return audience.size() == 1 ? clients.find(audience.get(0)) : Optional.empty();
    }

    /** RP-Initiated Logout, section 3: one of the client's, to the letter. */
    private static Optional<Logout.Redirect> redirect(Parameters parameters, Optional<Client> client) {
        Optional<String> state = parameters.find("state");
        return parameters.find("post_logout_redirect_uri").map(uri -> {
            boolean registered = client.filter(
                            one -> one.logout().redirectUris().contains(uri))
                    .isPresent();
            if (!registered) {
                throw invalid("post_logout_redirect_uri: not registered, got '" + uri + "'");
            }
            return new Logout.Redirect(uri, state);
        });
    }

    /** By the session in the hint; where it names none, by its person and a client that they are signed in to. */
    private boolean proves(IdTokenHints.Hint hint, Optional<Client> client, Session session) {
        if (hint.sessionId().isPresent()) {
            return client.map(one -> subjects.session(one, session.id()))
                    .orElse(session.id())
                    .equals(hint.sessionId().get());
        }
        return client.filter(one -> session.clientIds().contains(one.id()))
                .filter(one -> subjects.of(one, session.person()).equals(hint.subject()))
                .isPresent();
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description);
    }
}
