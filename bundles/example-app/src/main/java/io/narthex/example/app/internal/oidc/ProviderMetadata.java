package io.narthex.example.app.internal.oidc;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0, 3).
 *
 * @param issuer the issuer, as text since it is compared as text
 * @param authorization where the browser is sent
 * @param token where codes are exchanged
 * @param keys where the public keys are
 * @param userinfo where claims can be asked for
 * @param scopes the scopes on offer; empty if it does not say
 * @param namesItself whether its answers carry {@code iss} (RFC 9207)
 */
record ProviderMetadata(
        String issuer,
        URI authorization,
        URI token,
        URI keys,
        Optional<URI> userinfo,
        List<String> scopes,
        boolean namesItself) {

    ProviderMetadata {
        scopes = List.copyOf(scopes);
    }

    /**
     * Reads the document found at the issuer's address.
     *
     * @throws OidcException if it is another issuer's (Discovery 4.3) or lacks an endpoint
     */
    static ProviderMetadata from(JsonObject document, String issuer) {
        String found = Json.text(document, "issuer").orElse("");
        if (!found.equals(issuer)) {
            throw OidcException.untrusted("discovery: expected the issuer '" + issuer + "', got '" + found + "'");
        }
        return new ProviderMetadata(
                issuer,
                required(document, "authorization_endpoint"),
                required(document, "token_endpoint"),
                required(document, "jwks_uri"),
                address(document, "userinfo_endpoint"),
                Json.texts(document, "scopes_supported"),
                Json.flag(document, "authorization_response_iss_parameter_supported"));
    }

    private static URI required(JsonObject document, String name) {
        return address(document, name)
                .orElseThrow(() -> OidcException.untrusted("discovery: expected an http or https " + name));
    }

    private static Optional<URI> address(JsonObject document, String name) {
        return Json.text(document, name).flatMap(text -> {
            try {
                URI address = new URI(text);
                boolean web =
                        "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
                return web && address.getHost() != null && address.getRawFragment() == null
                        ? Optional.of(address)
                        : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }
}
