package io.narthex.connector.ldap.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** A certificate authority that lasts as long as a test. */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    /** Makes its key and certificate in a folder. */
    public TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        keytool("-alias", "ca", "-dname", "CN=Test Authority", "-ext", "bc:c");
        pem("ca.crt", "CERTIFICATE", certificate("ca"));
    }

    /** Its certificate, in PEM form. */
    public Path root() {
        return folder.resolve("ca.crt");
    }

    /**
     * Issues a certificate.
     *
     * @param alternativeNames as keytool writes them, such as {@code dns:localhost,ip:127.0.0.1}
     */
    public Issued issue(String name, String alternativeNames) {
        keytool("-alias", name, "-dname", "CN=" + name, "-signer", "ca", "-ext", "san=" + alternativeNames);
        return new Issued(
                pem(name + ".crt", "CERTIFICATE", certificate(name)), pem(name + ".key", "PRIVATE KEY", key(name)));
    }

    /**
     * A certificate and its key, in PEM form.
     *
     * @param certificate file
     * @param key file
     */
    public record Issued(Path certificate, Path key) {}

    private void keytool(String... arguments) {
        String[] fixed = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            // GnuTLS, and so Debian's slapd, does not read the EC keys that Java writes
            "RSA",
            "-keysize",
            "2048",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD
        };
        String[] command = new String[fixed.length + arguments.length];
        System.arraycopy(fixed, 0, command, 0, fixed.length);
        System.arraycopy(arguments, 0, command, fixed.length, arguments.length);
        Programs.run(folder, Map.of(), command);
    }

    private byte[] certificate(String alias) {
        try {
            return load().getCertificate(alias).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] key(String alias) {
        try {
            Key key = load().getKey(alias, PASSWORD.toCharArray());
            return key.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private KeyStore load() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path pem(String file, String kind, byte[] content) {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
        try {
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
