package io.narthex.provider.internal.registration;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.internal.client.AuthenticationMethod;
import io.narthex.provider.internal.client.ClientAddresses;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where answers to a client may go, by what kind of application it is; OpenID Connect Dynamic Client Registration 1.0, section
 * 2 ({@code application_type}), RFC 8252, sections 7 and 8.
 */
final class RedirectRules {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Schemes that belong to others than an application: to the system, or to other protocols. */
    private static final Set<String> FOREIGN_SCHEMES = Set.of(
            "file", "ftp", "ftps", "mailto", "tel", "sms", "ws", "wss", "urn", "intent", "jar", "ldap", "ssh",
            "chrome");

    private final boolean isNative;
    private final boolean tokensInBrowser;

    /**
     * Rules for a kind of application.
     *
     * @param isNative whether it runs on the person's machine
     * @param tokensInBrowser whether it gets tokens from the authorization endpoint
     */
    RedirectRules(boolean isNative, boolean tokensInBrowser) {
        this.isNative = isNative;
        this.tokensInBrowser = tokensInBrowser;
    }

    /**
     * Whether the application is a native one. The default is that it is not; but one that says that it cannot keep a secret,
     * and wants answers at a scheme of its own, has only forgotten to say so, as OAuth clients do, which do not know the word.
     */
    static boolean isNative(Fields fields, List<String> redirectUris, AuthenticationMethod method) {
        boolean evident = method == AuthenticationMethod.NONE
                && redirectUris.stream()
                        .anyMatch(uri -> !uri.toLowerCase(Locale.ROOT).startsWith("http"));
        return fields.word("application_type", List.of("web", "native"), evident ? "native" : "web")
                .equals("native");
    }

    /** Refuses the first address that breaks a rule, by {@code invalid_redirect_uri}; RFC 7591, section 3.2.2. */
    void require(String name, List<String> uris) {
        uris.stream().filter(uri -> !isAllowed(uri)).findFirst().ifPresent(uri -> {
            throw refusal(name, uri);
        });
    }

    private OAuthException refusal(String name, String uri) {
        String expected = isNative
                ? "https, http on the loopback interface or a scheme of the application's own, without fragment"
                : tokensInBrowser
                        ? "https and not localhost, without fragment, since tokens come through the browser"
                        : "https, or http on the loopback interface, without fragment";
        ErrorCode error =
                name.equals("redirect_uris") ? ErrorCode.INVALID_REDIRECT_URI : ErrorCode.INVALID_CLIENT_METADATA;
        return Fields.wrong(error, name, expected, uri);
    }

    private boolean isAllowed(String uri) {
        if (!ClientAddresses.isAbsolute(uri) || uri.chars().anyMatch(c -> c > '~')) {
            return false;
        }
        URI parsed = URI.create(uri);
        boolean loopback =
                parsed.getHost() != null && LOOPBACK.contains(parsed.getHost().toLowerCase(Locale.ROOT));
        return switch (parsed.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> isNative || !tokensInBrowser || !loopback;
            case "http" -> loopback && (isNative || !tokensInBrowser);
            default -> isNative && isOwnScheme(parsed);
        };
    }

    private static boolean isOwnScheme(URI uri) {
        return !FOREIGN_SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT)) && !uri.isOpaque();
    }
}
