package io.narthex.connector.ldap.internal;

import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.narthex.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads the certificates and the key that the settings name. */
final class Tls {

    private static final String CERTIFICATES = "one or more certificates in PEM form";

    private Tls() {}

    /** Makes sockets that speak TLS 1.2 or newer, trust what the settings trust and show what they show. */
    static SSLSocketFactory sockets(Settings settings, boolean trustAll) {
        Optional<Collection<? extends Certificate>> roots = roots(settings);
        KeyManager[] keys = keys(settings);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trustAll ? new TrustManager[] {new TrustAllTrustManager()} : trust(roots), null);
            return new ModernTlsSockets(context.getSocketFactory(), !trustAll);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS: this Java cannot make a context", e);
        }
    }

    /** {@code rootCAData} wins over {@code rootCA}; empty for those that Java trusts. */
    private static Optional<Collection<? extends Certificate>> roots(Settings settings) {
        Optional<String> data = settings.optionalText("rootCAData");
        Optional<Path> file = file(settings, "rootCA");
        if (data.isPresent()) {
            return data.map(text -> certificates(settings, "rootCAData", decoded(settings, text)));
        }
        return file.map(path -> certificates(settings, "rootCA", content(settings, "rootCA", path)));
    }

    private static byte[] decoded(Settings settings, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw settings.wrong("rootCAData", CERTIFICATES + ", in Base64", "something that is no Base64");
        }
    }

    private static Collection<? extends Certificate> certificates(Settings settings, String key, byte[] pem) {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            // answered below, together with a file in which there are none
        }
        throw settings.wrong(key, CERTIFICATES, "something without any");
    }

    private static TrustManager[] trust(Optional<Collection<? extends Certificate>> roots)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (roots.isEmpty()) {
            factory.init((KeyStore) null);
        } else {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load((InputStream) null, null);
            int number = 0;
            for (Certificate root : roots.get()) {
                store.setCertificateEntry("root-" + number++, root);
            }
            factory.init(store);
        }
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(Settings settings) {
        Optional<Path> certificate = file(settings, "clientCert");
        Optional<Path> key = file(settings, "clientKey");
        if (certificate.isEmpty() && key.isEmpty()) {
            return new KeyManager[0];
        }
        Path chain = certificate.orElseThrow(() -> settings.missing("clientCert", "the certificate of clientKey"));
        Path secret = key.orElseThrow(() -> settings.missing("clientKey", "the key of clientCert"));
        certificates(settings, "clientCert", content(settings, "clientCert", chain));
        content(settings, "clientKey", secret);
        try {
            return new KeyManager[] {new PEMFileKeyManager(List.of(chain.toFile()), secret.toFile())};
        } catch (KeyStoreException e) {
            throw settings.wrong(
                    "clientKey", "a private key in PEM form (PKCS #8) that belongs to clientCert", secret.toString());
        }
    }

    private static Optional<Path> file(Settings settings, String key) {
        return settings.optionalText(key).map(name -> {
            try {
                return Path.of(name);
            } catch (InvalidPathException e) {
                throw settings.wrong(key, "the path of a file", name);
            }
        });
    }

    private static byte[] content(Settings settings, String key, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw settings.wrong(key, "a file that can be read", file.toString());
        }
    }
}
