package io.narthex.provider.internal.session;

import io.narthex.protocol.RandomIds;
import io.narthex.provider.Flow;
import io.narthex.provider.internal.grant.Grant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Lets a browser into a session at the end of a flow, and at no other time; ASVS 7.2.4 and 7.6.2.
 *
 * <p>Each sign-in makes the secret of the browser's cookie anew. If another person signs in, there is a new session, and the
 * one that the browser had ends. If the same person does, it stays the same session, so that what was given out in it goes
 * on and clients know it by the same {@code sid}.
 */
public final class SessionStart {

    private final Sessions sessions;
    private final SessionEnd end;
    private final Clock clock;

    /** Lets browsers into these sessions. */
    public SessionStart(Sessions sessions, SessionEnd end, Clock clock) {
        this.sessions = sessions;
        this.end = end;
        this.clock = clock;
    }

    /**
     * What will become of the browser's session.
     *
     * @param sessionId the session that it will be in
     * @param isSignIn whether somebody has signed in, rather than been known
     * @param before the session that the browser is in, whoever's it is
     */
    public record Plan(String sessionId, boolean isSignIn, Optional<Session> before) {}

    /** Decides; writes nothing. Empty if there are no sessions. */
    public Optional<Plan> plan(Flow.Person person, Optional<Session> present) {
        if (!sessions.areOn()) {
            return Optional.empty();
        }
        if (person.sessionId().isPresent()) {
            return Optional.of(new Plan(person.sessionId().get(), false, present));
        }
        String owner = Grant.Person.of(person).owner();
        String id = present.filter(session -> session.owner().equals(owner))
                .map(Session::id)
                .orElseGet(RandomIds::next);
        return Optional.of(new Plan(id, true, present));
    }

    /**
     * Does it.
     *
     * @param clientIds the client that was signed in to, if there is one
     * @return whether it went as planned; what the cookie is to hold from now on, if that is something else
     */
    public Outcome carryOut(Plan plan, Flow.Person person, List<String> clientIds) {
        if (!plan.isSignIn()) {
            boolean isOpen = clientIds.isEmpty()
                    ? sessions.used(plan.sessionId())
                    : sessions.usedFor(plan.sessionId(), clientIds.get(0));
            return new Outcome(isOpen, Optional.empty());
        }
        SessionToken token = SessionToken.issue(plan.sessionId());
        sessions.signedIn(new Session(
                plan.sessionId(),
                token.fingerprint(),
                Grant.Person.of(person),
                person.asked(),
                clock.instant(),
                clientIds));
        plan.before().filter(other -> !other.id().equals(plan.sessionId())).ifPresent(end::end);
        return new Outcome(true, Optional.of(token.text()));
    }

    /**
     * What came of it.
     *
     * @param isOpen false if the session by which the person was known has ended meanwhile
     * @param cookie what the browser's cookie is to hold, if something new
     */
    public record Outcome(boolean isOpen, Optional<String> cookie) {

        @Override
        public String toString() {
            return "Outcome[isOpen=" + isOpen + "]";
        }
    }
}
