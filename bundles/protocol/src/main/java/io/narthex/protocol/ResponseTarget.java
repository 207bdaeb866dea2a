package io.narthex.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the answer to an authorization request goes.
 *
 * @param redirectUri a redirect URI that has been found to be registered
 * @param state what the client wants back; RFC 6749, section 4.1.1
 * @param issuer told to the client with every answer; RFC 9207, section 2
 */
public record ResponseTarget(String redirectUri, Optional<String> state, String issuer) {

    /**
     * The address that carries an answer: the redirect URI with its own query kept as it is, and the parameters, sorted by
     * name.
     */
    public String address(Map<String, String> answer) {
        Map<String, String> parameters = new TreeMap<>(answer);
        parameters.put("iss", issuer);
        state.ifPresent(value -> parameters.put("state", value));
        StringBuilder address = new StringBuilder(redirectUri);
        char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
        if (redirectUri.endsWith("?") || redirectUri.endsWith("&")) {
            separator = 0;
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (separator != 0) {
                address.append(separator);
            }
            address.append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return address.toString();
    }

    /** The address that carries an error; RFC 6749, section 4.1.2.1. */
    public String address(OAuthException error) {
        Map<String, String> answer = new TreeMap<>();
        answer.put("error", error.error().code());
        if (!error.description().isEmpty()) {
            answer.put("error_description", error.description());
        }
        return address(answer);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
