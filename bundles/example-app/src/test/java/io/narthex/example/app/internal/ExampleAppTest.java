package io.narthex.example.app.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Test;

public final class ExampleAppTest {

    private final int port = freePort();
    private final FakeConfigurationFile file = new FakeConfigurationFile();
    private Optional<ExampleApp> app = Optional.empty();

    @After
    public void stop() {
        app.ifPresent(ExampleApp::stop);
    }

    @Test
    public void listensWithItsSettings() {
        update(settings(port, "one"));
        assertTrue(startPage(port).contains("Client <b>one</b>"));
    }

    @Test
    public void takesNewSettingsWhileItRuns() {
        update(settings(port, "one"));
        update(settings(port, "two"));
        assertTrue(startPage(port).contains("Client <b>two</b>"));
    }

    @Test
    public void movesToAnotherAddress() {
        update(settings(port, "one"));
        int other = freePort();
        update(settings(other, "one"));
        assertTrue(startPage(other).contains("Client <b>one</b>"));
        assertThrows(UncheckedIOException.class, () -> startPage(port));
    }

    @Test
    public void keepsItsSettingsWhenNewOnesAreWrong() {
        update(settings(port, "one"));
        Map<String, String> wrong = settings(port, "two");
        wrong.put("lisen", "http://127.0.0.1:1");
        update(wrong);
        assertTrue(startPage(port).contains("Client <b>one</b>"));
    }

    @Test
    public void keepsItsAddressWhenTheNewOneIsTaken() throws IOException {
        update(settings(port, "one"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            update(settings(taken.getLocalPort(), "two"));
        }
        assertTrue(startPage(port).contains("Client <b>one</b>"));
    }

    @Test
    public void startsOnceItsAddressIsFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            update(settings(taken.getLocalPort(), "one"));
        }
        update(settings(port, "one"));
        assertTrue(startPage(port).contains("Client <b>one</b>"));
    }

    @Test
    public void stopsForGood() {
        update(settings(port, "one"));
        app.orElseThrow().stop();
        update(settings(port, "two"));
        assertThrows(UncheckedIOException.class, () -> startPage(port));
    }

    private void update(Map<String, String> settings) {
        file.edit(settings);
        if (app.isEmpty()) {
            app = Optional.of(new ExampleApp(file));
        }
    }

    private static String startPage(int port) {
        var answer = new TestBrowser("http://127.0.0.1:" + port).get("/");
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private static Map<String, String> settings(int port, String clientId) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen", "http://127.0.0.1:" + port);
        settings.put("redirectURI", "http://127.0.0.1:" + port + "/callback");
        settings.put("clientID", clientId);
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
