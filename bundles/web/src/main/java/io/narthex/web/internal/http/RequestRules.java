package io.narthex.web.internal.http;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses are refused at the door. Two parts of a system must never read one path differently, so nothing passes
 * that could be read in two ways.
 */
final class RequestRules {

    /** The longest path; the patterns below are not made for more. */
    static final int MAX_PATH = 2_048;
    /** The longest query. */
    static final int MAX_QUERY = 12_000;

    /** The one place where an id stands in the path: it may hold an encoded slash, percent sign or whatever else. */
    private static final Pattern WITH_CONNECTOR =
            Pattern.compile("/(?:auth|callback|connectors(?=/[^/]+/metadata$))/([^/]+)(?:/metadata)?");

    private static final Pattern PLAIN = Pattern.compile("(?:[/A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})*");

    /** Slash, backslash, dot, semicolon, percent, control characters. */
    private static final Pattern TRICK = Pattern.compile("(?i)%(?:2f|5c|2e|3b|25|[01][0-9a-f]|7f)");

    private static final Pattern CONNECTOR =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%(?!7[Ff])[2-9A-Fa-f][0-9A-Fa-f])+");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private RequestRules() {}

    /**
     * What is wrong with an address.
     *
     * @param path below the issuer's, still encoded
     * @param query still encoded; empty if there is none
     * @return a word on it; empty if it may pass
     */
    static Optional<String> objection(String path, String query) {
        if (path.length() > MAX_PATH) {
            return Optional.of("path: longer than " + MAX_PATH + " characters");
        }
        if (query.length() > MAX_QUERY) {
            return Optional.of("query: longer than " + MAX_QUERY + " characters");
        }
        if (query.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return Optional.of("query: control character");
        }
        if (BROKEN_ESCAPE.matcher(query).find()) {
            // The JAX-RS runtime reads queries too, and takes such a one for a fault of ours.
            return Optional.of("query: malformed percent-encoding");
        }
        var connector = WITH_CONNECTOR.matcher(path);
        if (connector.matches()) {
            String id = connector.group(1);
            boolean fine = CONNECTOR.matcher(id).matches() && !id.equals(".") && !id.equals("..");
            return fine ? Optional.empty() : Optional.of("path: malformed connector id");
        }
        if (path.contains("//")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..")) {
            return Optional.of("path: not in its plain form");
        }
        if (!PLAIN.matcher(path).matches() || TRICK.matcher(path).find()) {
            return Optional.of("path: character that is not accepted");
        }
        return Optional.empty();
    }
}
