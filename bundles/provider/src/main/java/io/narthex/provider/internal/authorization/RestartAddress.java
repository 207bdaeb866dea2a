package io.narthex.provider.internal.authorization;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Interaction;
import io.narthex.provider.ProviderSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        return settings.basePath() + "/auth?"
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
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
