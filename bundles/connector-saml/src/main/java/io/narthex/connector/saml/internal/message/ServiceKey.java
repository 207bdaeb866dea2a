package io.narthex.connector.saml.internal.message;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** Our own key, which signs requests and decrypts assertions, with its certificate. */
public record ServiceKey(PrivateKey privateKey, X509Certificate certificate) {

    /** Without the key. */
    @Override
    public String toString() {
        return "ServiceKey[certificate=" + certificate.getSubjectX500Principal() + "]";
    }
}
