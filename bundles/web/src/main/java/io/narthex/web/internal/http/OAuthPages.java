package io.narthex.web.internal.http;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Problem;
import java.util.List;

/** Turns an error of the specification that no client may be told into a page. */
final class OAuthPages {

    private OAuthPages() {}

    static ErrorPage of(Call call, OAuthException error) {
        String description = error.description();
        String subject = description.contains(":") ? description.substring(0, description.indexOf(':')) : "request";
        if (error.error() == ErrorCode.UNAUTHORIZED_CLIENT || error.error() == ErrorCode.INVALID_CLIENT) {
            return ErrorPage.of(Problem.UNKNOWN_CLIENT, clientId(call));
        }
        if (error.error() == ErrorCode.ACCESS_DENIED) {
            return ErrorPage.of(Problem.SIGN_IN_CANCELLED, clientId(call));
        }
        if (error.error().status() >= 500) {
            return ErrorPage.of(Problem.NOT_READY);
        }
        if (description.startsWith("redirect_uri: not registered")) {
            return ErrorPage.of(Problem.REDIRECT_NOT_REGISTERED, clientId(call));
        }
        return ErrorPage.of(Problem.BAD_REQUEST, subject);
    }

    private static String clientId(Call call) {
        try {
            List<String> ids = Parameters.parse(call.queryText()).all().getOrDefault("client_id", List.of());
            return ids.isEmpty() ? "?" : ids.get(0);
        } catch (OAuthException malformed) {
            return "?";
        }
    }
}
