package io.narthex.opensaml;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.opensaml.xmlsec.signature.KeyInfo;
import org.opensaml.xmlsec.signature.X509Certificate;
import org.opensaml.xmlsec.signature.X509Data;

/** Certificates as XML says them. */
public final class KeyInfos {

    private KeyInfos() {}

    /** A {@code KeyInfo} of one certificate. */
    public static KeyInfo of(java.security.cert.X509Certificate certificate) {
        KeyInfo info = SamlObjects.build(KeyInfo.DEFAULT_ELEMENT_NAME, KeyInfo.class);
        X509Data data = SamlObjects.build(X509Data.DEFAULT_ELEMENT_NAME, X509Data.class);
        X509Certificate written = SamlObjects.build(X509Certificate.DEFAULT_ELEMENT_NAME, X509Certificate.class);
        try {
            written.setValue(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new OpenSamlException("the certificate cannot be written", e);
        }
        data.getX509Certificates().add(written);
        info.getX509Datas().add(data);
        return info;
    }
}
