package io.narthex.provider.internal.authorization;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.Scope;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.internal.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Knows a person by their browser's session, where the client lets it; OpenID Connect Core 1.0, section 3.1.2.3. */
final class SingleSignOn {

    private final FlowRules rules;
    private final Approval approval;
    private final Clock clock;

    SingleSignOn(FlowRules rules, Approval approval, Clock clock) {
        this.rules = rules;
        this.approval = approval;
        this.clock = clock;
    }

    /**
     * The flow with the person signed in if the session serves; else as it was.
     *
     * @throws OAuthException if no page may be shown and one would have to be; Core, section 3.1.2.6
     */
    Flow recognize(Flow flow, Optional<Session> session) {
        Optional<ErrorCode> obstacle = obstacle(flow, session);
        boolean silent = flow.request().wants(Prompt.NONE);
        if (obstacle.isPresent()) {
            if (silent) {
                throw rules.refusal(flow, obstacle.get(), silentlyImpossible(obstacle.get()));
            }
            return flow;
        }
        Flow known = known(flow, session.orElseThrow());
        if (silent && approval.isNeeded(known)) {
            throw rules.refusal(flow, ErrorCode.CONSENT_REQUIRED, "prompt: none, but the person must be asked");
        }
        return known;
    }

    private static String silentlyImpossible(ErrorCode obstacle) {
        return obstacle == ErrorCode.LOGIN_REQUIRED
                ? "prompt: none, but whom the client wants is not signed in"
                : "prompt: none, but the person would have to go through their connector again";
    }

    /** The session whose person may be offered to go on, where the person is to choose. */
    Optional<Session> offered(Flow flow, Optional<Session> session) {
        return session.filter(one -> obstacle(flow, session).equals(Optional.of(ErrorCode.ACCOUNT_SELECTION_REQUIRED)));
    }

    /** The flow with the person of the session signed in. */
    static Flow known(Flow flow, Session session) {
        return flow.signedIn(new Flow.Person(
                session.person().connectorId(),
                session.person().identity(),
                session.person().refreshable(),
                session.person().authTime(),
                session.asked(),
                Optional.of(session.id())));
    }

    /** Why the session does not serve this flow; empty if it does. */
    private Optional<ErrorCode> obstacle(Flow flow, Optional<Session> found) {
        if (found.isEmpty()
                || flow.request().wants(Prompt.LOGIN)
                || isTooOld(flow, found.get())
                || !isWanted(flow, found.get())) {
            return Optional.of(ErrorCode.LOGIN_REQUIRED);
        }
        if (!rules.serves(flow, found.get().person().connectorId()) || !saysEnough(flow, found.get())) {
            return Optional.of(ErrorCode.INTERACTION_REQUIRED);
        }
        return flow.request().wants(Prompt.SELECT_ACCOUNT)
                ? Optional.of(ErrorCode.ACCOUNT_SELECTION_REQUIRED)
                : Optional.empty();
    }

    /** Core, section 3.1.2.1 ({@code max_age}). */
    private boolean isTooOld(Flow flow, Session session) {
        Instant now = clock.instant();
        return flow.request()
                .interaction()
                .maxAge()
                .filter(age -> !now.isBefore(session.person().authTime().plus(age)))
                .isPresent();
    }

    /** Core, section 3.1.2.1 ({@code id_token_hint}), and dex's {@code connector_id}. */
    private boolean isWanted(Flow flow, Session session) {
        String connectorId = session.person().connectorId();
        boolean throughThis = flow.request()
                .interaction()
                .connectorId()
                .map(connectorId::equals)
                .orElse(true);
        return throughThis && rules.isExpected(flow, session.person());
    }

    /** Whether the connector was asked for all that the client needs to know or to look up later. */
    private static boolean saysEnough(Flow flow, Session session) {
        if (flow.goal() instanceof Goal.OwnPage) {
            return true;
        }
        boolean groups =
                session.asked().groups() || !flow.request().disclosedScopes().contains(Scope.GROUPS);
        boolean offline = session.asked().offlineAccess()
                || !session.person().refreshable()
                || !flow.request().asksFor(Scope.OFFLINE_ACCESS);
        return groups && offline;
    }
}
