package io.narthex.itests.upstream;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A key with a certificate, as the JDK's keytool makes them, in files of PEM.
 *
 * @param certificate in base64, without lines around it
 */
record ServiceKeys(Path keyFile, Path certificateFile, String certificate) {

    private static final String PASSWORD = "for-tests-only";

    static ServiceKeys make(String name) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "keys").toAbsolutePath());
        Path store = folder.resolve(name + ".p12");
        Files.deleteIfExists(store);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sp",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=narthex",
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool: " + keytool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = keys.getCertificate("sp").getEncoded();
        byte[] key = keys.getKey("sp", PASSWORD.toCharArray()).getEncoded();
        return new ServiceKeys(
                Files.writeString(folder.resolve(name + "-key.pem"), pem("PRIVATE KEY", key)),
                Files.writeString(folder.resolve(name + "-cert.pem"), pem("CERTIFICATE", certificate)),
                Base64.getEncoder().encodeToString(certificate));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
