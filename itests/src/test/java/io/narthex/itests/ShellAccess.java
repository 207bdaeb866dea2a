package io.narthex.itests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;

/** Turns the remote shell of a distribution on, for one key that only this test has, the way its operator would. */
final class ShellAccess implements AutoCloseable {
    private static final String USER = "tester";

    private final int port;
    private final KeyPair key;
    private Optional<Shell> opened = Optional.empty();

    ShellAccess(int port) {
        this.port = port;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void allowIn(Distribution distribution) {
        distribution.addBootFeature("ssh/" + Distribution.property("karaf.version"));
        distribution.set("org.apache.karaf.shell.cfg", "sshPort", Integer.toString(port));
        distribution.set("keys.properties", USER, publicKey() + ",_g_:admingroup");
    }

    Shell open() {
        if (opened.isEmpty()) {
            opened = Optional.of(Shell.open(port, USER, key));
        }
        return opened.get();
    }

    /** The key as OpenSSH writes it: RFC 4253, section 6.6. */
    private String publicKey() {
        RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] part : new byte[][] {
                "ssh-rsa".getBytes(US_ASCII),
                rsa.getPublicExponent().toByteArray(),
                rsa.getModulus().toByteArray()
            }) {
                out.writeInt(part.length);
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @Override
    public void close() {
        opened.ifPresent(Shell::close);
        opened = Optional.empty();
    }
}
