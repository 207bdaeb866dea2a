package io.narthex.provider;

import io.narthex.connector.Departure;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Leads a browser from an authorization request to its answer. Keeps nothing itself: each step takes the flow as it was and
 * gives it back as it is now, and the caller lets the browser carry it.
 *
 * <p>Connector failures come out as {@link io.narthex.connector.ConnectorException}, {@link UnknownConnectorException} or
 * {@link ConnectorNotReadyException}; the flow stays as it was, and another try is possible.
 */
@ProviderType
public interface SignIn {

    /**
     * Checks an authorization request.
     *
     * @throws OAuthException if it does not hold; with a target if the client may be told
     */
    Flow begin(Parameters parameters);

    /**
     * Keeps an authorization request that a client pushes, for {@link #begin} to take it up; RFC 9126.
     *
     * @param form the parameters of the body
     * @param authorization the {@code Authorization} header
     * @param admission is called before anything is written for a client that has proved nothing, and may throw
     * @throws OAuthException if the client does not prove who it is, or the request does not hold; without a target
     */
    PushedRequest push(Parameters form, Optional<String> authorization, Runnable admission);

    /** Begins a sign-in for a page of ours: no client gets anything. */
    Flow beginFor(Goal.OwnPage page);

    /**
     * Knows the person by their browser's session, where the client lets it.
     *
     * @param session what the browser's session cookie holds, if it has one; may be anything
     * @return the flow with the person signed in; as it was if they must sign in
     * @throws OAuthException with a target if the client lets no page be shown and one would have to be; OpenID Connect Core
     *     1.0, section 3.1.2.6
     */
    Flow recognize(Flow flow, Optional<String> session);

    /**
     * The person of the browser's session, where the client wants them to choose whether to go on as that one.
     *
     * @param session as for {@link #recognize}
     * @return what the person is called; empty if there is nothing to choose
     */
    Optional<String> account(Flow flow, Optional<String> session);

    /**
     * Goes on as the person of {@link #account}, who has chosen so.
     *
     * @return the flow with the person signed in; as it was if there is nobody any more
     */
    Flow goOn(Flow flow, Optional<String> session);

    /** The connectors that the person may choose from, in the order to show. */
    List<ConnectorStatus> choices(Flow flow);

    /** The client's name for people, or else its id; empty if the sign-in is for a page of ours. */
    String clientName(Flow flow);

    /**
     * Begins anew what a flow was for; the flow has passed every check when it began, and may have expired.
     *
     * @param flow whose goal is {@link Goal.Answer}
     * @throws OAuthException if the client may not ask for that any more; with a target if the client may be told
     */
    Flow restart(Flow flow);

    /**
     * Turns to a connector.
     *
     * @param callback the absolute address that the connector's upstream shall send the browser back to
     * @throws OAuthException with a target if the client may not use the connector
     */
    Step turnTo(Flow flow, String connectorId, URI callback);

    /** What a connector wants first. */
    sealed interface Step {

        /**
         * A form with user name and password.
         *
         * @param connectorName the connector's name
         * @param usernamePrompt the label of the first field; empty for the page's own wording
         * @param negotiation whether the browser may answer for the person
         */
        record AskPassword(String connectorName, Optional<String> usernamePrompt, Negotiation negotiation)
                implements Step {}

        /** Whether the browser may answer for the person, with {@code Authorization: Negotiate}. */
        enum Negotiation {
            /** No: there is the form only. */
            NONE,
            /** Yes, or else the form. */
            OFFERED,
            /** Yes, and there is no form. */
            REQUIRED
        }

        /**
         * The browser leaves.
         *
         * @param flow to be carried from now on
         * @param departure how it leaves
         */
        record Leave(Flow flow, Departure departure) implements Step {}
    }

    /**
     * Checks a user name and a password.
     *
     * @return the flow with the person signed in; empty if the two are wrong
     * @throws TooManyAttemptsException if there were too many wrong ones lately
     * @throws OAuthException with a target if the client may not use the connector
     */
    Optional<Flow> checkPassword(Flow flow, String connectorId, PasswordAttempt attempt);

    /**
     * Checks what a browser says of its person.
     *
     * @param token of {@code Authorization: Negotiate}, decoded
     * @return the flow with the person signed in; empty if the token does not hold
     * @throws OAuthException with a target if the client may not use the connector
     */
    Optional<Flow> negotiate(Flow flow, String connectorId, byte[] token);

    /**
     * Takes a browser that came back from the connector it was sent to.
     *
     * @return the flow with the person signed in
     * @throws io.narthex.connector.SignInRefusedException if it was not sent there, or what it brings does not hold
     */
    Flow arrive(Flow flow, Return arrival);

    /** Whether the person must be asked before the client gets an answer. */
    boolean needsApproval(Flow flow);

    /** What the person is asked. */
    ApprovalQuestion question(Flow flow);

    /** Remembers that the person approved, where that can be, so that they are not asked for the same again. */
    void approve(Flow flow);

    /**
     * Ends the flow with a code, and lets the browser into a session.
     *
     * @param session what the browser's session cookie holds, if it has one; may be anything
     * @throws FlowEndedException if the flow has ended before
     * @throws OAuthException without target if the client has meanwhile lost the redirect URI; with one if the session by
     *     which the person was known has ended
     */
    Completed complete(Flow flow, Optional<String> session);

    /** Ends the flow because the person does not want to; the error goes to the client. */
    OAuthException reject(Flow flow);
}
