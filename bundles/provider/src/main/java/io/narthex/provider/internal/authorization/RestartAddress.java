package io.narthex.provider.internal.authorization;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Interaction;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The address that makes an authorization request once more. */
final class RestartAddress {

    private RestartAddress() {}

    static String of(ProviderSettings settings, AuthorizationRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", request.clientId());
        parameters.put("redirect_uri", request.redirectUri());
        parameters.put("response_type", ResponseType.words(request.responseTypes()));
        if (request.responseMode() != ResponseMode.byDefault(request.responseTypes())) {
            parameters.put("response_mode", request.responseMode().word());
        }
        parameters.put("scope", String.join(" ", request.scopes()));
        request.state().ifPresent(state -> parameters.put("state", state));
        request.nonce().ifPresent(nonce -> parameters.put("nonce", nonce));
        request.challenge().ifPresent(challenge -> put(parameters, challenge));
        put(parameters, request.interaction());
        claims(request).ifPresent(claims -> parameters.put("claims", claims));
        Stream<String> resources = request.resources().stream().map(resource -> encode("resource", resource));
        return settings.basePath() + "/auth?"
                + Stream.concat(
                                parameters.entrySet().stream()
                                        .map(parameter -> encode(parameter.getKey(), parameter.getValue())),
                                resources)
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** OpenID Connect Core 1.0, section 5.5; the person that is wanted too, however that was said. */
    private static Optional<String> claims(AuthorizationRequest request) {
        Map<String, Object> idToken = wanted(request.claims().idToken());
        request.interaction().subject().ifPresent(sub -> idToken.put("sub", Map.of("value", sub)));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id_token", idToken);
        members.put("userinfo", wanted(request.claims().userinfo()));
        members.values().removeIf(Map.of()::equals);
        return members.isEmpty() ? Optional.empty() : Optional.of(Json.write(members));
    }

    private static Map<String, Object> wanted(Set<String> names) {
        Map<String, Object> wanted = new TreeMap<>();
        names.forEach(name -> wanted.put(name, Map.of()));
        return wanted;
    }

    private static void put(Map<String, String> parameters, Interaction wanted) {
        wanted.connectorId().ifPresent(id -> parameters.put("connector_id", id));
        wanted.loginHint().ifPresent(hint -> parameters.put("login_hint", hint));
        wanted.maxAge().ifPresent(age -> parameters.put("max_age", Long.toString(age.toSeconds())));
        List<String> prompts =
                wanted.prompts().stream().map(Prompt::word).sorted().toList();
        put(parameters, "prompt", prompts);
        put(parameters, "ui_locales", wanted.uiLocales());
        put(parameters, "acr_values", wanted.acrValues());
    }

    private static void put(Map<String, String> parameters, String name, List<String> words) {
        if (!words.isEmpty()) {
            parameters.put(name, String.join(" ", words));
        }
    }

    private static void put(Map<String, String> parameters, CodeChallenge challenge) {
        parameters.put("code_challenge", challenge.value());
        parameters.put("code_challenge_method", challenge.method().word());
    }
}
