package io.narthex.web.internal.endpoint;

import io.narthex.provider.SignIn;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Cookies;
import io.narthex.web.internal.page.PasswordPage;
import io.narthex.web.internal.site.Site;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.core.Response;

/**
 * Asks browsers to say who their person is. RFC 4559.
 *
 * <p>Once a minute at most where there is a form too: a browser that cannot answer shows the form that comes with the question,
 * and some ask the person for a password of their own first, which must not happen again and again.
 */
final class Negotiating {

    private static final String SCHEME = "negotiate ";
    private static final String TRIED = "narthex-negotiate-tried";
    private static final Duration AGE = Duration.ofMinutes(1);
    private static final int MAX_TOKEN = 64 * 1024;

    private final Site site;

    Negotiating(Site site) {
        this.site = site;
    }

    /** What the browser says, if it says something in this way. */
    Optional<byte[]> token(Call call) {
        List<String> headers = call.headers("Authorization");
        if (headers.size() != 1 || !headers.get(0).toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        String text = headers.get(0).substring(SCHEME.length()).strip();
        if (text.length() > MAX_TOKEN) {
            return Optional.of(new byte[0]);
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.of(new byte[0]); // which no connector takes
        }
    }

    /** Whether the browser shall answer: always where there is no form, and once in a while before there is one. */
    boolean isToBeAsked(Call call, SignIn.Step.AskPassword asked, PasswordPage.Notice notice) {
        return switch (asked.negotiation()) {
            case NONE -> false;
            case OFFERED -> notice == PasswordPage.Notice.NONE && !wasTried(call);
            case REQUIRED -> true;
        };
    }

    private boolean wasTried(Call call) {
        return !Cookies.values(call, site.cookieName(TRIED)).isEmpty();
    }

    /** The page, for browsers that cannot answer, with the question for those that can. */
    Response challenge(Response.ResponseBuilder page) {
        return page.status(401)
                .header("WWW-Authenticate", "Negotiate")
                .header("Set-Cookie", site.cookie(TRIED, "1", Optional.of(AGE)))
                .build();
    }
}
