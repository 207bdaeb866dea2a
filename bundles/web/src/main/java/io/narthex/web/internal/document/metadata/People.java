package io.narthex.web.internal.document.metadata;

import io.narthex.protocol.Scope;
import io.narthex.provider.ProviderSettings;
import java.util.List;
import java.util.Map;

/** What clients can learn of people. */
final class People implements Subject {

    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "iat",
            "exp",
            "azp",
            "nonce",
            "at_hash",
            "c_hash",
            "s_hash",
            "auth_time",
            "email",
            "email_verified",
            "name",
            "preferred_username",
            "groups",
            "federated_claims");

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        metadata.put("scopes_supported", Scope.FIXED);
        metadata.put("claims_supported", CLAIMS);
    }
}
