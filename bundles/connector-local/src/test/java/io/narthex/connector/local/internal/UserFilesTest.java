package io.narthex.connector.local.internal;

import static org.junit.Assert.assertEquals;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.connector.UserDirectory.User;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.Test;

/** The people in the configuration that we ship can sign in with the password that it says: {@code password}. */
public class UserFilesTest {

    @Test
    public void signsTheUserOfTheExampleIn() throws IOException {
        Identity admin = signIn(Path.of("../../config/examples/narthex.user-admin.cfg"));
        assertEquals("08a8684b-db88-4b73-90a9-3cd1661f5466", admin.userId());
        assertEquals("admin", admin.preferredUsername());
    }

    @Test
    public void signsTheUserOfTheDemonstrationIn() throws IOException {
        Identity admin = signIn(Path.of("../../config/demo/narthex.user-admin.cfg"));
        assertEquals("08a8684b-db88-4b73-90a9-3cd1661f5466", admin.userId());
        assertEquals("admin", admin.username());
    }

    private static Identity signIn(Path file) throws IOException {
        ConnectorFactory factory = new LocalConnectorFactory(new FakeUserDirectory().with(user(file)));
        PasswordConnector connector = (PasswordConnector) factory.open("local", Settings.of(Map.of()));
        return connector
                .signIn("admin@example.com", "password", new Scopes(false, false))
                .orElseThrow();
    }

    private static User user(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        Settings settings = Settings.of(values);
        User user = new User(
                settings.text("email"),
                settings.text("hash"),
                settings.text("userID"),
                settings.text("username"),
                settings.optionalText("name"),
                settings.flag("emailVerified", true),
                settings.list("groups"));
        settings.rejectUnknown();
        return user;
    }
}
