package io.narthex.web.internal.document.metadata;

import io.narthex.protocol.CodeChallenge;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.ProviderSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What authorization requests may say, and how they are answered. */
final class Requests implements Subject {

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        metadata.put("code_challenge_methods_supported", challengeMethods(settings));
        metadata.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        metadata.put("claims_parameter_supported", true);
        metadata.put("request_parameter_supported", true);
        metadata.put("request_uri_parameter_supported", true);
        metadata.put("require_request_uri_registration", true);
        // Unsigned ones are for clients that are set up for them, so they are not offered.
        metadata.put("request_object_signing_alg_values_supported", ClientAlgorithms.SIGNED);
        metadata.put("require_pushed_authorization_requests", settings.oauth2().requirePushedRequests());
        metadata.put("authorization_response_iss_parameter_supported", true);
    }

    private static List<String> challengeMethods(ProviderSettings settings) {
        return Arrays.stream(CodeChallenge.Method.values())
                .filter(settings.oauth2().challengeMethods()::contains)
                .map(CodeChallenge.Method::word)
                .toList();
    }
}
