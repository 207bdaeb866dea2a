package io.narthex.example.app.internal.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Requests to the provider: a time limit for the whole answer, a size limit for its body, no redirects followed. */
final class ProviderHttp {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int LARGEST_BODY = 512 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration patience;

    /** Waits so long for an answer. */
    ProviderHttp(Duration patience) {
        this.patience = patience;
    }

    /** An answer of any status. */
    record Answer(int status, String body) {

        /** The status only: the body may hold tokens. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    Answer get(URI address, Map<String, String> headers) {
        return send(request(address, headers).GET().build());
    }

    Answer post(URI address, Map<String, String> headers, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(address, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(URI address, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(patience).header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest request) {
        String where = request.uri().getScheme() + "://" + request.uri().getRawAuthority()
                + request.uri().getRawPath();
        // The request's own time limit ends with the headers; waiting for the future covers a body that trickles in as
        // well.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(LARGEST_BODY));
        try {
            HttpResponse<byte[]> received = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(received.statusCode(), new String(received.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw OidcException.unavailable(where + " did not answer within " + patience.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw OidcException.unavailable(where + " did not answer: " + reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OidcException.unavailable(where + " was not asked to the end: the application is stopping");
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(@org.jspecify.annotations.Nullable Throwable cause) {
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return "it took too long";
        }
        if (cause instanceof java.net.ConnectException) {
            return "nothing listens there";
        }
        if (cause instanceof IOException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return "the connection failed";
    }
}
