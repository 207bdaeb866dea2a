package io.narthex.connector.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a connector trusts at the other end of a TLS connection. */
public final class Tls {

    /** The versions of the protocol that are spoken; RFC 9325. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final List<X509Certificate> roots;
    private final boolean alsoThoseOfJava;
    private final boolean verified;

    private Tls(List<X509Certificate> roots, boolean alsoThoseOfJava, boolean verified) {
        this.roots = List.copyOf(roots);
        this.alsoThoseOfJava = alsoThoseOfJava;
        this.verified = verified;
    }

    /** Trusts the authorities that the Java runtime trusts. */
    public static Tls ofJava() {
        return new Tls(List.of(), true, true);
    }

    /**
     * Reads {@code rootCA} (a PEM file), {@code rootCAData} (base64 of PEM) and {@code insecureSkipVerify}. Where one of the
     * first two is given, nobody else is trusted.
     *
     * @throws InvalidSettingException if there is no certificate where one is named
     */
    public static Tls from(Settings settings) {
        List<X509Certificate> roots = new ArrayList<>();
        settings.optionalText("rootCA").ifPresent(file -> roots.addAll(read(settings, "rootCA", file)));
        settings.optionalText("rootCAData")
                .ifPresent(data -> roots.addAll(parse(settings, "rootCAData", decoded(settings, "rootCAData", data))));
        return new Tls(roots, roots.isEmpty(), !settings.flag("insecureSkipVerify", false));
    }

    /**
     * Reads {@code rootCAs} (a list of PEM files, base64 of PEM, or PEM itself) and {@code insecureSkipVerify}. The
     * authorities of the Java runtime stay trusted.
     *
     * @throws InvalidSettingException if there is no certificate where one is named
     */
    public static Tls withMoreRoots(Settings settings) {
        List<X509Certificate> roots = new ArrayList<>();
        for (String entry : settings.list("rootCAs")) {
            roots.addAll(
                    Pem.isPem(entry)
                            ? parse(settings, "rootCAs", entry)
                            : isBase64OfPem(entry)
                                    ? parse(settings, "rootCAs", decoded(settings, "rootCAs", entry))
                                    : read(settings, "rootCAs", entry));
        }
        return new Tls(roots, true, !settings.flag("insecureSkipVerify", false));
    }

    /** Whether certificates and host names are checked at all. */
    public boolean isVerified() {
        return verified;
    }

    /** A context for clients; with these keys if the other side asks for a certificate. */
    public SSLContext context(KeyManager... keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS: every Java runtime has it", e);
        }
    }

    /** Parameters for clients: the versions, and the check of the host's name unless switched off. */
    public SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
        if (verified) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    private X509TrustManager trust() throws GeneralSecurityException, IOException {
        if (!verified) {
            return new TrustingEverybody();
        }
        if (roots.isEmpty()) {
            return managerOf(null);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        List<X509Certificate> all = new ArrayList<>(roots);
        if (alsoThoseOfJava) {
            all.addAll(List.of(managerOf(null).getAcceptedIssuers()));
        }
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("root-" + i, all.get(i));
        }
        return managerOf(store);
    }

    private static X509TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<X509Certificate> read(Settings settings, String key, String file) {
        try {
            return parse(settings, key, Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw settings.wrong(key, "a readable PEM file", shortened(file));
        }
    }

    private static List<X509Certificate> parse(Settings settings, String key, String pem) {
        try {
            return Pem.certificates(pem);
        } catch (GeneralSecurityException e) {
            throw settings.wrong(key, "certificates in PEM", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isBase64OfPem(String text) {
        // "-----BEGIN" in base64; no path begins like that.
        return text.startsWith("LS0tLS1CRUdJTi");
    }

    private static String decoded(Settings settings, String key, String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException e) {
            throw settings.wrong(key, "base64 of certificates in PEM", shortened(base64));
        }
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
