package io.narthex.itests;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

/** Karaf's shell in a running distribution, reached as an administrator reaches it: over SSH on loopback. */
public final class Shell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SshClient client;
    private final int port;
    private final String user;
    private final KeyPair key;

    private Shell(SshClient client, int port, String user, KeyPair key) {
        this.client = client;
        this.port = port;
        this.user = user;
        this.key = key;
    }

    static Shell open(int port, String user, KeyPair key) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, serverKey) -> true);
        client.start();
        Shell shell = new Shell(client, port, user, key);
        // The shell may come up a moment after the provider.
        await("the shell lets " + user + " in")
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> {
                    try (ClientSession session = shell.signIn()) {
                        return session.isAuthenticated();
                    }
                });
        return shell;
    }

    private ClientSession signIn() throws IOException {
        ClientSession session =
                client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
        return session;
    }

    /** Runs one command in a session of its own, since Karaf closes the session behind it. @return what it printed, without colours */
    public String run(String command) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (ClientSession session = signIn()) {
            String output = session.executeRemoteCommand(command, errors, StandardCharsets.UTF_8);
            return (output + errors.toString(StandardCharsets.UTF_8)).replaceAll("\u001b\\[[0-9;]*m", "");
        } catch (IOException e) {
            throw new UncheckedIOException(command + ": " + errors.toString(StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
