package io.narthex.provider.internal.authorization;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ProviderSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The address that makes an authorization request once more. */
final class RestartAddress {

    private RestartAddress() {}

    static String of(ProviderSettings settings, AuthorizationRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", request.clientId());
        parameters.put("redirect_uri", request.redirectUri());
        parameters.put("response_type", "code");
        parameters.put("scope", String.join(" ", request.scopes()));
        request.state().ifPresent(state -> parameters.put("state", state));
        request.nonce().ifPresent(nonce -> parameters.put("nonce", nonce));
        request.challenge().ifPresent(challenge -> put(parameters, challenge));
        request.connectorId().ifPresent(id -> parameters.put("connector_id", id));
        request.loginHint().ifPresent(hint -> parameters.put("login_hint", hint));
        if (!request.prompts().isEmpty()) {
            parameters.put(
                    "prompt",
                    request.prompts().stream().map(Prompt::word).sorted().collect(Collectors.joining(" ")));
        }
        return settings.basePath() + "/auth?"
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> parameters, CodeChallenge challenge) {
        parameters.put("code_challenge", challenge.value());
        parameters.put("code_challenge_method", challenge.method().word());
    }
}
