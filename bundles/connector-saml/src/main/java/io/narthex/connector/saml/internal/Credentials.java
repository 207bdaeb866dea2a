package io.narthex.connector.saml.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.saml.internal.message.ServiceKey;
import io.narthex.connector.saml.internal.metadata.Keys;
import io.narthex.connector.support.http.Pem;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads certificates and keys from settings: from a file, or from the setting itself, as PEM or base64 of PEM. */
final class Credentials {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Credentials() {}

    /** The certificates that one of two settings names, {@code ca} or {@code caData}; empty if none does. */
    static List<X509Certificate> certificates(Settings settings, String fileKey, String dataKey) {
        Optional<Found> found = find(settings, fileKey, dataKey);
        if (found.isEmpty()) {
            return List.of();
        }
        try {
            List<X509Certificate> certificates = Pem.certificates(found.get().text());
            requireNothingElse(found.get());
            for (X509Certificate certificate : certificates) {
                Keys.objection(certificate.getPublicKey()).ifPresent(objection -> {
                    throw new InvalidSettingException(found.get().key(), objection);
                });
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new InvalidSettingException(found.get().key(), "expected certificates in PEM form");
        }
    }

    /** Our own key and its certificate, if there is one. */
    static Optional<ServiceKey> serviceKey(Settings settings) {
        Optional<Found> key = find(settings, "spKey", "spKeyData");
        List<X509Certificate> certificates = certificates(settings, "spCertificate", "spCertificateData");
        if (key.isEmpty() && certificates.isEmpty()) {
            return Optional.empty();
        }
        if (key.isEmpty()) {
            throw settings.missing("spKey", "the key of spCertificate");
        }
        if (certificates.isEmpty()) {
            throw settings.missing("spCertificate", "the certificate of spKey");
        }
        try {
            PrivateKey privateKey = Pem.privateKey(key.get().text());
            requirePair(
                    privateKey, certificates.get(0).getPublicKey(), key.get().key());
            return Optional.of(new ServiceKey(privateKey, certificates.get(0)));
        } catch (GeneralSecurityException e) {
            throw new InvalidSettingException(
                    key.get().key(), "expected a PKCS#8 key (BEGIN PRIVATE KEY) for RSA or an elliptic curve");
        }
    }

    /** Whether an address leads to this machine. */
    static boolean isLoopback(URI uri) {
        return LOOPBACK.contains(String.valueOf(uri.getHost()));
    }

    private record Found(String key, String text) {

        /** Without the text: it may be a key. */
        @Override
        public String toString() {
            return "Found[key=" + key + "]";
        }
    }

    private static Optional<Found> find(Settings settings, String fileKey, String dataKey) {
        Optional<String> file = settings.optionalText(fileKey);
        Optional<String> data = settings.optionalText(dataKey);
        if (file.isPresent() && data.isPresent()) {
            throw new InvalidSettingException(dataKey, "expected either " + fileKey + " or " + dataKey + ", got both");
        }
        return file.map(path -> new Found(fileKey, read(fileKey, path)))
                .or(() -> data.map(text -> new Found(dataKey, decoded(dataKey, text))));
    }

    private static String read(String key, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            // Not what was found instead: it may be the key itself, which belongs into the other setting.
            throw new InvalidSettingException(key, "expected the path of a file that can be read");
        }
    }

    private static String decoded(String key, String text) {
        if (Pem.isPem(text)) {
            return text;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key, "expected PEM, or base64 of PEM");
        }
    }

    /** As in dex: what stands after the last certificate is a mistake, not a comment. */
    private static void requireNothingElse(Found found) {
        String end = "-----END CERTIFICATE-----";
        String text = found.text();
        if (!text.substring(text.lastIndexOf(end) + end.length()).isBlank()) {
            throw new InvalidSettingException(found.key(), "expected nothing after the last certificate");
        }
    }

    private static void requirePair(PrivateKey privateKey, PublicKey publicKey, String key)
            throws GeneralSecurityException {
        byte[] sample = "narthex".getBytes(UTF_8);
        String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        boolean isPair;
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(sample);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(sample);
            isPair = signer.verify(signature);
        } catch (InvalidKeyException e) {
            isPair = false;
        }
        if (!isPair) {
            throw new InvalidSettingException(key, "expected the key of the certificate in spCertificate, got another");
        }
    }
}
