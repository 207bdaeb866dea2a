package io.narthex.web.internal.page;

import java.util.Locale;

/** What can go wrong before the eyes of a person. The texts are {@code error.<key>.title}, {@code .text} and {@code .next}. */
public enum Problem {
    /** The request is malformed; argument: the parameter at fault. */
    BAD_REQUEST(400, 1),
    /** No such application; argument: the client id asked for. */
    UNKNOWN_CLIENT(400, 1),
    /** The redirect address is not one of the application's; argument: the application's name. */
    REDIRECT_NOT_REGISTERED(400, 1),
    /** The answer belongs to a sign-in that this browser did not start. */
    FLOW_NOT_OURS(400, 0),
    /** The person took too long. */
    FLOW_EXPIRED(400, 0),
    /** The sign-in has been completed before: a reload or the back button. */
    FLOW_COMPLETED(400, 0),
    /** No such connector; argument: its id. */
    CONNECTOR_UNKNOWN(404, 1),
    /** The connector or its upstream cannot be reached now; argument: its name. */
    CONNECTOR_UNAVAILABLE(503, 1),
    /** The person called it off; argument: the name of the connector or the application. */
    SIGN_IN_CANCELLED(403, 1),
    /** The person is known but may not in; argument: the name of the connector or the application. */
    SIGN_IN_NOT_PERMITTED(403, 1),
    /** What came back from the upstream by way of the browser does not hold; argument: the connector's name. */
    SIGN_IN_FAILED(400, 1),
    /** Too many requests from there. */
    TOO_MANY_REQUESTS(429, 0),
    /** The request is larger than we read. */
    TOO_LARGE(413, 0),
    /** Nothing lives at this address. */
    NOT_FOUND(404, 0),
    /** Something lives there, but not for this method. */
    METHOD_NOT_ALLOWED(405, 0),
    /** Our own fault. */
    SERVER_ERROR(500, 0),
    /** The server is starting, or a part of it is being exchanged. */
    NOT_READY(503, 0);

    private final int status;
    private final int arguments;

    Problem(int status, int arguments) {
        this.status = status;
        this.arguments = arguments;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** In how many seconds it may be over, where waiting helps. */
    public int retrySeconds() {
        return this == TOO_MANY_REQUESTS ? 60 : 5;
    }

    /** How many arguments its texts take. */
    public int arguments() {
        return arguments;
    }

    /** Its part of the message keys. */
    String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            key.append(key.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return key.toString();
    }
}
