package io.narthex.itests.upstream;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.narthex.connector.ldap.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Serves one document of another server by HTTPS, with a certificate of the test's own authority. */
final class TlsFront implements AutoCloseable {

    private static final char[] PASSWORD = "for-tests-only".toCharArray();

    private final HttpsServer server;

    private TlsFront(HttpsServer server) {
        this.server = server;
    }

    static TlsFront of(URI document, TestAuthority authority) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(authority.issue("front", "ip:127.0.0.1"))));
        server.createContext("/", exchange -> {
            try (InputStream in = document.toURL().openStream()) {
                byte[] body = in.readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } finally {
                exchange.close();
            }
        });
        server.start();
        return new TlsFront(server);
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/metadata");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static SSLContext context(TestAuthority.Issued issued) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("front", key(issued.key()), PASSWORD, new Certificate[] {certificate(issued.certificate())});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Certificate certificate(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
        byte[] encoded = Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[^-]*-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
