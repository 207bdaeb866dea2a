package io.narthex.web.internal.document.metadata;

import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.ProviderSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How clients may prove who they are. */
final class ClientAuthentication implements Subject {

    /** Of confidential clients. */
    private static final List<String> PROOFS =
            List.of("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt");

    /** The same where public clients are served too. */
    private static final List<String> PROOFS_OR_NONE =
            Stream.concat(PROOFS.stream(), Stream.of("none")).toList();

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        describe("token", PROOFS_OR_NONE, metadata);
        describe("introspection", PROOFS, metadata);
        describe("revocation", PROOFS_OR_NONE, metadata);
    }

    /** RFC 8414, section 2. */
    private static void describe(String endpoint, List<String> methods, Map<String, Object> metadata) {
        metadata.put(endpoint + "_endpoint_auth_methods_supported", methods);
        metadata.put(endpoint + "_endpoint_auth_signing_alg_values_supported", ClientAlgorithms.SIGNED);
    }
}
