package io.narthex.provider;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a person sees and ends of their own: the browsers in which they are signed in, and the applications that they let in;
 * ASVS 7.5.2 and 10.4.9. Whoever asks is known by the session of their browser, and never reaches what is another person's.
 */
@ProviderType
public interface Account {

    /** Whether there are sessions at all; without, there is nothing to see. */
    boolean isThere();

    /**
     * What there is to see.
     *
     * @param session what the browser's session cookie holds, if it has one; may be anything
     * @return empty if nobody is signed in in this browser
     */
    Optional<View> view(Optional<String> session);

    /**
     * Ends a session of the person, and with it what was given out in it.
     *
     * @param session as for {@link #view}
     * @param id one of {@link View#sessions}; may be anything
     */
    void endSession(Optional<String> session, String id);

    /** Ends all sessions of the person, this one too. */
    void endAllSessions(Optional<String> session);

    /**
     * Takes back what the person let an application have: its tokens are good no more, and the next time they are asked.
     *
     * @param session as for {@link #view}
     * @param clientId one of {@link View#applications}; may be anything
     */
    void removeApplication(Optional<String> session, String clientId);

    /**
     * What a person sees.
     *
     * @param userName the person, by the best name there is
     * @param sessions where they are signed in, this browser first
     * @param applications what they let in, by name
     */
    record View(String userName, List<OpenSession> sessions, List<Application> applications) {

        /** Copies the lists. */
        public View {
            sessions = List.copyOf(sessions);
            applications = List.copyOf(applications);
        }

        /** Nothing of the person. */
        @Override
        public String toString() {
            return "View[sessions=" + sessions.size() + ", applications=" + applications.size() + "]";
        }
    }

    /**
     * A browser in which the person is signed in.
     *
     * @param id of the session
     * @param isThis whether it is the one that asks
     * @param since when they signed in
     * @param lastUsed about when it was used last
     * @param connectorName through what they signed in, by its name
     * @param clientNames the applications that they signed in to, by name
     */
    record OpenSession(
            String id,
            boolean isThis,
            Instant since,
            Instant lastUsed,
            String connectorName,
            List<String> clientNames) {

        /** Copies the names. */
        public OpenSession {
            clientNames = List.copyOf(clientNames);
        }
    }

    /**
     * An application that the person let in.
     *
     * @param clientId its id
     * @param name its name, or else its id
     * @param since when they first did, as far as is known
     * @param scopes what it may have
     * @param address where they can sign in to it; OpenID Connect Core 1.0, section 4
     */
    record Application(String clientId, String name, Instant since, List<String> scopes, Optional<URI> address) {

        /** Copies the scopes. */
        public Application {
            scopes = List.copyOf(scopes);
        }
    }
}
