package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;

import io.narthex.itests.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.Assume;

/** SimpleSAMLphp of Debian as an identity provider, in PHP's own server. Jane may sign in. */
final class SimpleSamlPhp implements AutoCloseable {

    /** Jane's password. */
    static final Map<String, String> JANE = Map.of("username", "jane", "password", "correct horse");

    private static final Path INSTALLED = Path.of("/usr/share/simplesamlphp");
    private static final Path PHP = Path.of("/usr/bin/php");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String CONFIG =
            """
            <?php
            $config = [
                'baseurlpath' => '%1$s/', 'certdir' => '%2$s/', 'loggingdir' => '%2$s/', 'datadir' => '%2$s/',
                'tempdir' => '%2$s/tmp', 'metadatadir' => '%2$s/metadata', 'secretsalt' => 'salt-for-tests',
                'auth.adminpassword' => 'admin-for-tests', 'logging.handler' => 'file', 'logging.level' => 4,
                'logging.logfile' => 'simplesamlphp.log',
                'enable.saml20-idp' => true, 'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
                'store.type' => 'phpsession', 'session.cookie.secure' => false, 'timezone' => 'UTC',
                'metadata.sources' => [['type' => 'flatfile']],
            ];
            """;

    private static final String PEOPLE =
            """
            <?php
            $config = ['people' => ['exampleauth:UserPass',
                'jane:correct horse' => ['uid' => ['jane'], 'name' => ['Jane D\u00f6e'], 'email' => ['jane@example.com'],
                    'groups' => ['staff', 'admins']]]];
            """;

    private static final String PROVIDER =
            """
            <?php
            $metadata['%1$s/saml2/idp/metadata.php'] = [
                'host' => '__DEFAULT__', 'privatekey' => 'idp.key', 'certificate' => 'idp.crt', 'auth' => 'people',
                'authproc' => [1 => ['class' => 'saml:AttributeNameID', 'attribute' => 'uid',
                    'Format' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent']]];
            """;

    private final Path folder = Path.of("target", "simplesamlphp").toAbsolutePath();
    private final int port = Ports.free();
    private final StringBuilder services = new StringBuilder("<?php\n");
    private Optional<Process> process = Optional.empty();

    SimpleSamlPhp() {
        Assume.assumeTrue("Debian package simplesamlphp is missing", Files.isDirectory(INSTALLED));
        Assume.assumeTrue("Debian package php-cli is missing", Files.isExecutable(PHP));
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Its entity id, and where its metadata is. */
    String metadata() {
        return address() + "/saml2/idp/metadata.php";
    }

    /** Makes us known to it; options are lines of PHP. */
    void introduce(String entity, String address, String options) {
        services.append("$metadata['")
                .append(entity)
                .append("'] = ['AssertionConsumerService' => '")
                .append(address)
                .append("', ")
                .append(options)
                .append("];\n");
    }

    SimpleSamlPhp start() throws Exception {
        Files.createDirectories(folder.resolve("metadata"));
        Files.createDirectories(folder.resolve("tmp"));
        ServiceKeys keys = ServiceKeys.make("saml-idp");
        Files.writeString(folder.resolve("idp.key"), Files.readString(keys.keyFile()));
        Files.writeString(folder.resolve("idp.crt"), Files.readString(keys.certificateFile()));
        Files.writeString(folder.resolve("config.php"), CONFIG.formatted(address(), folder));
        Files.writeString(folder.resolve("authsources.php"), PEOPLE);
        Files.writeString(folder.resolve("metadata/saml20-idp-hosted.php"), PROVIDER.formatted(address()));
        Files.writeString(folder.resolve("metadata/saml20-sp-remote.php"), services.toString());
        ProcessBuilder builder = new ProcessBuilder(
                        PHP.toString(),
                        "-S",
                        "127.0.0.1:" + port,
                        "-t",
                        INSTALLED.resolve("www").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile());
        builder.environment().put("SIMPLESAMLPHP_CONFIG_DIR", folder.toString());
        process = Optional.of(builder.start());
        await("SimpleSAMLphp listens, see " + folder).atMost(PATIENCE).until(this::listens);
        return this;
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroy);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
