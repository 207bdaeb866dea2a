package io.narthex.web.internal.page;

import java.net.URI;
import java.util.stream.Collectors;

/**
 * The content security policy of a page: everything from our own origin, nothing inline, no frame around it.
 *
 * <p>Browsers hold {@code form-action} against every redirect that follows a post as well: those to the application, and
 * those by which the application goes on from there to wherever it likes. So it can only be given where there is no form.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#directive-form-action">CSP 3, form-action</a>
 */
public final class ContentPolicy {

    /** The policy of everything that is not a page. */
    public static final String BASE =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private ContentPolicy() {}

    /** The value of the Content-Security-Policy header for a page. */
    public static String of(Page page) {
        if (page instanceof AccountPage) {
            return BASE + "; form-action 'self'"; // whose forms lead back to it
        }
        if (page instanceof SignedOutPage signedOut && !signedOut.frames().isEmpty()) {
            String origins = signedOut.frames().stream()
                    .map(ContentPolicy::origin)
                    .distinct()
                    .collect(Collectors.joining(" "));
            return BASE + "; frame-src " + origins + "; form-action 'none'";
        }
        if (page instanceof ApprovalPage approval && approval.about().logo().isPresent()) {
            // Nothing but this one picture, and from where the answer goes or from where the operator says.
            return BASE.replace(
                    "img-src 'self'",
                    "img-src 'self' " + origin(approval.about().logo().get()));
        }
        boolean hasForm = page instanceof PasswordPage
                || page instanceof ApprovalPage
                || page instanceof AccountChoicePage
                || page instanceof DevicePage
                || page instanceof LogoutPage
                || page instanceof PostPage;
        return hasForm ? BASE : BASE + "; form-action 'none'";
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
