package io.narthex.connector.oidc.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A browser of which only the first redirect is of interest. */
final class TestBrowser {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private TestBrowser() {}

    static URI follow(URI departure) {
        try {
            HttpResponse<Void> response =
                    CLIENT.send(HttpRequest.newBuilder(departure).build(), HttpResponse.BodyHandlers.discarding());
            return URI.create(response.headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
