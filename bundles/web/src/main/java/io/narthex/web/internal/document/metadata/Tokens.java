package io.narthex.web.internal.document.metadata;

import io.narthex.keys.SigningAlgorithm;
import io.narthex.provider.ProviderSettings;
import java.util.List;
import java.util.Map;

/** What tokens are like. */
final class Tokens implements Subject {

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        metadata.put("subject_types_supported", List.of("public", "pairwise"));
        List<String> algorithms = settings.oauth2().signingAlgorithms().stream()
                .map(SigningAlgorithm::joseName)
                .toList();
        metadata.put("id_token_signing_alg_values_supported", algorithms);
        metadata.put("userinfo_signing_alg_values_supported", algorithms);
    }
}
