package io.narthex.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the answer to an authorization request goes, and how.
 *
 * @param redirectUri a redirect URI that has been found to be registered
 * @param mode how it travels
 * @param state what the client wants back; RFC 6749, section 4.1.1
 * @param issuer told to the client with every answer; RFC 9207, section 2
 */
public record ResponseTarget(String redirectUri, ResponseMode mode, Optional<String> state, String issuer) {

    /** What the client gets for an answer: with {@code iss} and {@code state}, sorted by name. */
    public SortedMap<String, String> parameters(Map<String, String> answer) {
        SortedMap<String, String> parameters = new TreeMap<>(answer);
        parameters.put("iss", issuer);
        state.ifPresent(value -> parameters.put("state", value));
        return parameters;
    }

    /** What the client gets for an error; RFC 6749, section 4.1.2.1. */
    public SortedMap<String, String> parameters(OAuthException error) {
        Map<String, String> answer = new TreeMap<>();
        answer.put("error", error.error().code());
        if (!error.description().isEmpty()) {
            answer.put("error_description", error.description());
        }
        return parameters(answer);
    }

    /**
     * The address that carries an answer: the redirect URI with its own query kept as it is, and the parameters behind it or
     * in the fragment.
     *
     * @throws IllegalStateException if the answer is to be posted in a form
     */
    public String address(Map<String, String> answer) {
        return withAll(parameters(answer));
    }

    /**
     * The address that carries an error.
     *
     * @throws IllegalStateException if it is to be posted in a form
     */
    public String address(OAuthException error) {
        return withAll(parameters(error));
    }

    private String withAll(SortedMap<String, String> parameters) {
        String encoded = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return switch (mode) {
            case QUERY -> redirectUri + querySeparator() + encoded;
            case FRAGMENT -> redirectUri + "#" + encoded;
            case FORM_POST -> throw new IllegalStateException("response_mode form_post has no address");
        };
    }

    private String querySeparator() {
        if (redirectUri.indexOf('?') < 0) {
            return "?";
        }
        return redirectUri.endsWith("?") || redirectUri.endsWith("&") ? "" : "&";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
