package io.narthex.web.internal.http;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;

/** What stands in {@code WWW-Authenticate}. */
final class Challenges {

    private Challenges() {}

    /** RFC 7617, section 2. */
    static String basic(String basePath) {
        return "Basic realm=\"" + realm(basePath) + "\", charset=\"UTF-8\"";
    }

    /** RFC 6750, section 3. */
    static String bearer(String basePath, OAuthException error) {
        String challenge = "Bearer realm=\"" + realm(basePath) + "\"";
        if (error.error() == ErrorCode.INVALID_TOKEN && error.description().isEmpty()) {
            return challenge;
        }
        return challenge + ", error=\"" + error.error().code() + "\", error_description=\""
                + error.description().replace('"', '\'').replace('\\', '/') + "\"";
    }

    private static String realm(String basePath) {
        return basePath.isEmpty() ? "/" : basePath;
    }
}
