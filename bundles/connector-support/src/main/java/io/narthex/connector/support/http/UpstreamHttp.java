package io.narthex.connector.support.http;

import io.narthex.connector.UpstreamUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Speaks HTTP to an upstream: with time-outs, without following redirects, and with answers of bounded size. What is safe to
 * repeat ({@code GET}) is repeated a little, for as long as the whole time allows, and an upstream that asks to wait is
 * waited for.
 *
 * <p>Messages name method, host and path; never a query, a header or a body.
 */
public final class UpstreamHttp implements AutoCloseable {

    private static final int MOST_TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final HttpSettings settings;
    private volatile Optional<HttpClient> client;

    /** A client of its own: what it keeps open, it shares with nobody. */
    public UpstreamHttp(HttpSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .sslContext(settings.tls().context())
                .sslParameters(settings.tls().parameters());
        settings.proxy().map(UpstreamHttp::selector).ifPresent(builder::proxy);
        this.client = Optional.of(builder.build());
    }

    private record Outcome(
            Optional<HttpAnswer> answer,
            Optional<UpstreamUnavailableException> failure,
            boolean repeatable,
            Duration pause) {

        static Outcome of(HttpAnswer answer) {
            return new Outcome(Optional.of(answer), Optional.empty(), false, Duration.ZERO);
        }

        static Outcome failed(UpstreamUnavailableException failure, boolean repeatable, Duration pause) {
            return new Outcome(Optional.empty(), Optional.of(failure), repeatable, pause);
        }
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @return the answer, whatever its status, but for 429 and 5xx
     * @throws UpstreamUnavailableException if there is no answer within the bounds, if it is 429 or 5xx, or if the address
     *     may not be called
     */
    public HttpAnswer send(HttpCall call) {
        if (call.foreign()) {
            settings.addresses().require(call.uri());
        }
        long deadline = System.nanoTime() + settings.totalTimeout().toNanos();
        Outcome outcome = tryOnce(call, deadline);
        for (int tries = 1; tries < MOST_TRIES && call.method().equals("GET") && outcome.repeatable(); tries++) {
            // Half to one and a half times as long: those who failed together do not come back together.
            long backOff = (FIRST_PAUSE.toNanos() << (2 * (tries - 1))) / 2;
            long pause = Math.max(
                    outcome.pause().toNanos(),
                    backOff + ThreadLocalRandom.current().nextLong(2 * backOff));
            if (pause >= deadline - System.nanoTime()) {
                break;
            }
            waitFor(pause, call);
            outcome = tryOnce(call, deadline);
        }
        Optional<UpstreamUnavailableException> failure = outcome.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return outcome.answer().orElseThrow();
    }

    /** Lets go of all connections. Calls fail from then on. */
    @Override
    public void close() {
        // The JDK's client ends its thread and its connections once nobody refers to it any more.
        client = Optional.empty();
    }

    private Outcome tryOnce(HttpCall call, long deadline) {
        HttpClient open =
                client.orElseThrow(() -> new UpstreamUnavailableException(call.where() + ": the connector is closed"));
        CompletableFuture<HttpResponse<String>> exchange =
                open.sendAsync(request(call), info -> new BoundedBody(settings.maxBytes()));
        try {
            return judged(call, exchange.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            String limit = settings.totalTimeout().toMillis() + " ms";
            return Outcome.failed(unavailable(call, "not done within " + limit), false, Duration.ZERO);
        } catch (ExecutionException e) {
            return failed(call, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamUnavailableException(call.where() + ": interrupted", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(HttpCall call) {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri())
                    .timeout(settings.readTimeout())
                    .method(
                            call.method(),
                            call.body()
                                    .map(HttpRequest.BodyPublishers::ofString)
                                    .orElseGet(HttpRequest.BodyPublishers::noBody));
            call.headers().forEach(builder::header);
            return builder.build();
        } catch (IllegalArgumentException e) {
            // Its message would quote the address or the header.
            throw new UpstreamUnavailableException(call.where() + ": address or headers that cannot be sent");
        }
    }

    private static Outcome judged(HttpCall call, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status != 429 && status < 500) {
            return Outcome.of(
                    new HttpAnswer(call.where(), status, response.headers().map(), response.body()));
        }
        Optional<Duration> asked = response.headers()
                .firstValue("Retry-After")
                .flatMap(header -> RetryAfter.parse(header, Clock.systemUTC()));
        String wait = asked.map(length -> ", asks to wait " + length.toSeconds() + " s")
                .orElse("");
        boolean passes = status == 429 || status == 502 || status == 503 || status == 504;
        return Outcome.failed(unavailable(call, "answered " + status + wait), passes, asked.orElse(Duration.ZERO));
    }

    private Outcome failed(HttpCall call, Throwable cause) {
        if (cause instanceof BoundedBody.TooLongException) {
            String limit = settings.maxBytes() + " bytes";
            return Outcome.failed(unavailable(call, "answer longer than " + limit), false, Duration.ZERO);
        }
        String problem = "not reachable";
        if (cause instanceof HttpConnectTimeoutException) {
            problem = "no connection within " + settings.connectTimeout().toMillis() + " ms";
        } else if (cause instanceof HttpTimeoutException) {
            problem = "no answer within " + settings.readTimeout().toMillis() + " ms";
        } else if (cause instanceof SSLException) {
            problem = "no trust in the TLS connection";
        }
        boolean repeatable = cause instanceof IOException
                && !(cause instanceof SSLException)
                && !(cause instanceof HttpTimeoutException);
        return Outcome.failed(
                new UpstreamUnavailableException(call.where() + ": " + problem, cause), repeatable, Duration.ZERO);
    }

    private static UpstreamUnavailableException unavailable(HttpCall call, String problem) {
        return new UpstreamUnavailableException(call.where() + ": " + problem);
    }

    private static void waitFor(long nanos, HttpCall call) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamUnavailableException(call.where() + ": interrupted", e);
        }
    }

    private static ProxySelector selector(URI proxy) {
        return ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort()));
    }
}
