package io.narthex.storage.sql.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public final class SqlSettingsTest {

    @After
    public void forgetKaraf() {
        System.clearProperty("karaf.data");
    }

    @Test
    public void keepsEverythingInAFileUnderTheDataFolderByDefault() {
        System.setProperty("karaf.data", "/opt/narthex/data");
        SqlSettings settings = read();
        assertEquals(new H2(Path.of("/opt/narthex/data/narthex/narthex")), settings.dialect());
        assertEquals(new Limits(10, Duration.ofSeconds(5), Duration.ofSeconds(5)), settings.limits());
    }

    @Test
    public void refusesAFileThatH2WouldNotFind() {
        assertRefused("file: missing, expected a value");
        String expected = "file: expected an absolute path without the ending .mv.db and without a semicolon, got '";
        for (String file : new String[] {"data/narthex", "/a;INIT=x", "/data/", "/data/narthex.mv.db"}) {
            assertRefused(expected + file + "'", "file", file);
        }
    }

    @Test
    public void readsPostgresqlWithItsDefaults() {
        assertEquals(
                new Postgresql(
                        "db.example.com",
                        5432,
                        "narthex",
                        "narthex",
                        Optional.empty(),
                        Postgresql.Tls.VERIFY_FULL,
                        Optional.empty()),
                read("driver", "postgresql", "host", "db.example.com").dialect());
    }

    @Test
    public void namesTheSettingThatIsMissingOrWrong() {
        assertRefused("driver: expected one of h2, postgresql, got 'mysql'", "driver", "mysql");
        assertRefused("host: missing, expected a value", "driver", "postgresql");
        assertRefused(
                "port: expected a whole number from 1 to 65535, got '0'",
                "driver",
                "postgresql",
                "host",
                "a",
                "port",
                "0");
        assertRefused(
                "tls: expected one of disable, require, verify-full, got 'prefer'",
                "driver",
                "postgresql",
                "host",
                "a",
                "tls",
                "prefer");
        assertRefused(
                "tlsRootCert: expected a file that can be read, got '/nowhere.pem'",
                "driver",
                "postgresql",
                "host",
                "a",
                "tlsRootCert",
                "/nowhere.pem");
        assertRefused("poolSize: expected a whole number from 1 to 200, got '0'", "file", "/a", "poolSize", "0");
    }

    @Test
    public void refusesTheSettingsOfAnotherDriver() {
        assertRefused(
                "host: unknown key, expected one of connectTimeout, driver, file, poolSize, queryTimeout",
                "file",
                "/a",
                "host",
                "db.example.com");
    }

    @Test
    public void showsNoPassword() {
        SqlSettings settings = read("driver", "postgresql", "host", "a", "password", "s3cret");
        assertFalse(settings.toString().contains("s3cret"));
        assertFalse(settings.dialect().toString().contains("s3cret"));
        assertFalse(settings.dialect().name().contains("s3cret"));
        assertFalse(settings.dialect().dataSource(settings.limits()).toString().contains("s3cret"));
    }

    private static void assertRefused(String message, String... keysAndValues) {
        assertEquals(
                message,
                assertThrows(InvalidSettingException.class, () -> read(keysAndValues))
                        .getMessage());
    }

    private static SqlSettings read(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        Settings settings = Settings.of(values);
        SqlSettings read = SqlSettings.from(settings);
        settings.rejectUnknown();
        return read;
    }
}
