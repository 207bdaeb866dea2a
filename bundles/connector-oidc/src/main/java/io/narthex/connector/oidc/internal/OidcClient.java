package io.narthex.connector.oidc.internal;

import io.narthex.connector.support.http.Pem;
import io.narthex.connector.support.oauth.ClientAuthentication;
import io.narthex.settings.Settings;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * How we are known at the upstream.
 *
 * @param id the client's id
 * @param secret its secret; empty if it has a key
 * @param key the key it signs with; empty if it has a secret
 * @param keyId the name of the key
 * @param basicUnsupported whether the secret must not travel in a header; empty to believe the metadata
 */
record OidcClient(
        String id,
        Optional<String> secret,
        Optional<PrivateKey> key,
        Optional<String> keyId,
        Optional<Boolean> basicUnsupported) {

    private static final int P256_BITS = 256;

    static OidcClient from(Settings settings) {
        String id = settings.text("clientID");
        Optional<String> secret = settings.optionalText("clientSecret");
        Optional<PrivateKey> key = settings.optionalText("clientKey").map(pem -> key(settings, pem));
        if (secret.isEmpty() && key.isEmpty()) {
            throw settings.missing("clientSecret", "the secret of the client, or its key in clientKey");
        }
        if (secret.isPresent() && key.isPresent()) {
            throw settings.wrong("clientKey", "either clientSecret or clientKey", "both");
        }
        Optional<Boolean> basicUnsupported =
                settings.optionalText("basicAuthUnsupported").map(text -> settings.flag("basicAuthUnsupported", false));
        return new OidcClient(id, secret, key, settings.optionalText("clientKeyID"), basicUnsupported);
    }

    /**
     * How to prove who we are.
     *
     * @param methods what the upstream says it takes; empty if it does not say, which stands for {@code client_secret_basic}
     */
    ClientAuthentication authentication(Set<String> methods, Clock clock) {
        if (key.isPresent()) {
            return new ClientAuthentication.PrivateKeyJwt(key.get(), keyId, clock);
        }
        String known = secret.orElseThrow();
        boolean inForm = basicUnsupported.orElse(
                !methods.contains("client_secret_basic") && methods.contains("client_secret_post"));
        return inForm ? new ClientAuthentication.SecretPost(known) : new ClientAuthentication.SecretBasic(known);
    }

    private static PrivateKey key(Settings settings, String pem) {
        try {
            PrivateKey key = Pem.privateKey(pem);
            boolean isOtherCurve =
                    key instanceof ECPrivateKey ec && ec.getParams().getOrder().bitLength() != P256_BITS;
            if (!isOtherCurve) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // answered below, without what was found: it may be a secret
        }
        throw settings.wrong(
                "clientKey", "a private key in PEM (BEGIN PRIVATE KEY), RSA or on the curve P-256", "something else");
    }

    @Override
    public String toString() {
        return "OidcClient[id=" + id + "]";
    }
}
