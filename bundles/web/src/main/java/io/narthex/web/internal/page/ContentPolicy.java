package io.narthex.web.internal.page;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content security policy of a page: everything from our own origin, nothing inline, no frame around it.
 *
 * <p>Browsers hold {@code form-action} against every redirect that follows a post as well, so the policy has to name where
 * the sign-in will end, and cannot name anything where the form leaves for an upstream that redirects as it likes.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#directive-form-action">CSP 3, form-action</a>
 */
public final class ContentPolicy {

    private static final String BASE =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private ContentPolicy() {}

    /**
     * The value of the Content-Security-Policy header.
     *
     * @param page the page it is for
     * @param onward where the browser may be sent on after the page's form was posted to us: the client's redirect URI
     */
    public static String of(Page page, List<URI> onward) {
        if (page instanceof PostPage post && !Addresses.isPath(post.form().action())) {
            return BASE;
        }
        boolean hasForm = page instanceof PasswordPage || page instanceof ApprovalPage || page instanceof PostPage;
        if (!hasForm) {
            return BASE + "; form-action 'none'";
        }
        return BASE
                + Stream.concat(Stream.of("'self'"), onward.stream().map(ContentPolicy::source))
                        .distinct()
                        .collect(Collectors.joining(" ", "; form-action ", ""));
    }

    /** The origin; or the scheme alone where the origin cannot be written down in a policy. */
    private static String source(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || host == null || host.startsWith("[")) {
            return scheme + ":";
        }
        return scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
