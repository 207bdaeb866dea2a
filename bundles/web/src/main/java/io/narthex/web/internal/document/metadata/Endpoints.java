package io.narthex.web.internal.document.metadata;

import io.narthex.provider.GrantTypes;
import io.narthex.provider.ProviderSettings;
import java.util.Map;

/** Who we are and where everything is. */
final class Endpoints implements Subject {

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        metadata.put("issuer", settings.issuer());
        metadata.put("authorization_endpoint", settings.endpoint("/auth"));
        metadata.put("token_endpoint", settings.endpoint("/token"));
        metadata.put("jwks_uri", settings.endpoint("/keys"));
        metadata.put("userinfo_endpoint", settings.endpoint("/userinfo"));
        metadata.put("introspection_endpoint", settings.endpoint("/introspect"));
        metadata.put("revocation_endpoint", settings.endpoint("/revoke"));
        metadata.put("pushed_authorization_request_endpoint", settings.endpoint("/par"));
        if (settings.sessions().enabled()) {
            metadata.put("end_session_endpoint", settings.endpoint("/logout"));
            metadata.put("backchannel_logout_supported", true);
            metadata.put("backchannel_logout_session_supported", true);
            metadata.put("frontchannel_logout_supported", true);
            metadata.put("frontchannel_logout_session_supported", true);
        }
        if (settings.oauth2().allows(GrantTypes.DEVICE_CODE)) {
            metadata.put("device_authorization_endpoint", settings.endpoint("/device/code"));
        }
        if (settings.registration().enabled()) {
            metadata.put("registration_endpoint", settings.endpoint("/register"));
        }
    }
}
