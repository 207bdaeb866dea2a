package io.narthex.example.app.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;

public final class ExampleAppTest {

    private final ExampleApp app = new ExampleApp();
    private final int port = freePort();

    @After
    public void stop() {
        app.stop();
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
    public void startsOnceWrongSettingsAreMended() {
        Map<String, String> wrong = settings(port, "one");
        wrong.put("issuer", "accounts");
        update(wrong);
        assertThrows(UncheckedIOException.class, () -> startPage(port));
        update(settings(port, "one"));
        assertTrue(startPage(port).contains("Client <b>one</b>"));
    }

    @Test
    public void stopsForGood() {
        update(settings(port, "one"));
        app.stop();
        update(settings(port, "two"));
        assertThrows(UncheckedIOException.class, () -> startPage(port));
    }

    private void update(Map<String, String> settings) {
        app.updated(FrameworkUtil.asDictionary(settings));
    }

    private static String startPage(int port) {
        var answer = new TestBrowser("http://127.0.0.1:" + port).get("/");
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private static Map<String, String> settings(int port, String clientId) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("service.pid", ExampleApp.PID);
        settings.put("felix.fileinstall.filename", "file:/etc/narthex.example.app.cfg");
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
