package io.narthex.connector.oidc.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an upstream says of itself; OpenID Connect Discovery, section 3.
 *
 * @param authorization the authorization endpoint
 * @param token the token endpoint
 * @param keys where its keys are
 * @param userinfo the userinfo endpoint
 * @param endSession where sessions are ended
 * @param algorithms of ID tokens; empty if it does not say
 * @param authentications ways to authenticate at the token endpoint; empty if it does not say
 * @param namesIssuer whether every callback names the issuer
 * @param offlineAccess whether it knows the scope {@code offline_access}
 */
record OidcMetadata(
        URI authorization,
        URI token,
        URI keys,
        Optional<URI> userinfo,
        Optional<URI> endSession,
        Set<String> algorithms,
        Set<String> authentications,
        boolean namesIssuer,
        boolean offlineAccess) {

    /** Copies the sets. */
    OidcMetadata {
        algorithms = Set.copyOf(algorithms);
        authentications = Set.copyOf(authentications);
    }

    /**
     * Reads what the upstream says, with what the operator says in its place.
     *
     * @param json the metadata; an empty object if the operator says all that is needed
     * @param config says what it must name as the issuer; section 4.3
     * @throws UpstreamUnavailableException if something is missing or wrong
     */
    static OidcMetadata read(JsonObject json, OidcConfig config) {
        String issuer = config.issuerInTokens();
        OidcConfig.Endpoints written = config.endpoints();
        Optional<String> named = text(json, "issuer");
        if (!json.isEmpty() && !named.equals(Optional.of(issuer))) {
            throw wrong("issuer: expected '" + issuer + "', got '" + shortened(named.orElse("")) + "'");
        }
        // Asked over TLS, it leads nowhere where others can read along, whatever it calls itself.
        boolean onlyTls = issuer.startsWith("https:")
                || "https".equalsIgnoreCase(config.issuer().getScheme());
        return new OidcMetadata(
                written.authorization().orElseGet(() -> require(json, "authorization_endpoint", onlyTls)),
                written.token().orElseGet(() -> require(json, "token_endpoint", onlyTls)),
                written.keys().orElseGet(() -> require(json, "jwks_uri", onlyTls)),
                written.userinfo().or(() -> find(json, "userinfo_endpoint", onlyTls)),
                written.endSession().or(() -> find(json, "end_session_endpoint", onlyTls)),
                texts(json, "id_token_signing_alg_values_supported"),
                texts(json, "token_endpoint_auth_methods_supported"),
                json.get("authorization_response_iss_parameter_supported") instanceof JsonPrimitive flag
                        && flag.isBoolean()
                        && flag.getAsBoolean(),
                texts(json, "scopes_supported").contains("offline_access"));
    }

    private static URI require(JsonObject json, String name, boolean onlyTls) {
        return find(json, name, onlyTls).orElseThrow(() -> wrong(name + ": missing"));
    }

    private static Optional<URI> find(JsonObject json, String name, boolean onlyTls) {
        return text(json, name).map(text -> {
            try {
                URI uri = new URI(text);
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if (uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null
                        && (scheme.equals("https") || (scheme.equals("http") && !onlyTls))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // answered below
            }
            throw wrong(
                    name + ": expected an absolute address, https like the issuer's, got '" + shortened(text) + "'");
        });
    }

    private static Optional<String> text(JsonObject json, String name) {
        return json.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    private static Set<String> texts(JsonObject json, String name) {
        Set<String> texts = new LinkedHashSet<>();
        if (json.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonPrimitive value && value.isString()) {
                    texts.add(value.getAsString());
                }
            }
        }
        return texts;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    private static UpstreamUnavailableException wrong(String problem) {
        return new UpstreamUnavailableException("metadata of the upstream: " + problem);
    }
}
