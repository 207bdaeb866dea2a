package io.narthex.web.internal.document.metadata;

import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.ProviderSettings;
import java.util.List;
import java.util.Map;

/** How clients may prove who they are. */
final class ClientAuthentication implements Subject {

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"));
        metadata.put("token_endpoint_auth_signing_alg_values_supported", ClientAlgorithms.SIGNED);
    }
}
