package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.RequestException;
import io.narthex.example.app.internal.http.WebRequest;
import io.narthex.example.app.internal.http.WebResponse;
import io.narthex.example.app.internal.http.WebServer;
import io.narthex.example.app.internal.http.WebSite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.rules.ExternalResource;

/** The application over real HTTP on a free port, beside a {@link FakeProvider}; its clock goes on when told to. */
final class RunningApp extends ExternalResource {

    final FakeProvider provider = new FakeProvider();
    final MovableClock clock = new MovableClock();
    private final WebServer server;
    private final String home;

    RunningApp() {
        server = WebServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Nothing());
        home = "http://127.0.0.1:" + server.address().getPort();
        server.serve(new Site(
                new AppSettings(
                        provider.issuer(),
                        server.address(),
                        FakeProvider.CLIENT_ID,
                        FakeProvider.CLIENT_SECRET,
                        URI.create(home + "/callback")),
                clock));
    }

    TestBrowser browser() {
        return new TestBrowser(home);
    }

    String home() {
        return home;
    }

    @Override
    protected void after() {
        server.close();
        provider.close();
    }

    /** The real time, and more. */
    static final class MovableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration length) {
            ahead = ahead.plus(length);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class Nothing implements WebSite {

        @Override
        public WebResponse answer(WebRequest request) {
            throw new RequestException(503, "not yet");
        }

        @Override
        public WebResponse refuse(RequestException refusal) {
            return WebResponse.html(refusal.status(), refusal.text());
        }
    }
}
