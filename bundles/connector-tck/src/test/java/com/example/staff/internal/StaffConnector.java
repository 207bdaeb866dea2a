package com.example.staff.internal;

import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the staff service, with HTTP Basic credentials, whose they are. */
final class StaffConnector implements PasswordConnector {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String apiKey;
    private final Duration timeout;

    StaffConnector(URI url, String apiKey, Duration timeout) {
        this.url = url;
        this.apiKey = apiKey;
        this.timeout = timeout;
    }

    @Override
    public Optional<Identity> signIn(String username, String password, Scopes scopes) {
        if (username.contains(":") || password.isEmpty()) {
            return Optional.empty(); // Basic credentials cannot say it, so nobody is called that
        }
        HttpResponse<Void> answer = ask(username, password);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(Identity.of(number(answer)).withUsername(username));
            case 401 -> Optional.empty();
            default -> throw new UpstreamUnavailableException("url: expected 200 or 401, got " + answer.statusCode());
        };
    }

    private HttpResponse<Void> ask(String username, String password) {
        byte[] credentials = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        HttpRequest question = HttpRequest.newBuilder(url)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Api-Key", apiKey)
                .build();
        try {
            return http.sendAsync(question, BodyHandlers.discarding()).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UpstreamUnavailableException("url: no answer from " + url.getHost(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamUnavailableException("url: interrupted while asking " + url.getHost(), e);
        }
    }

    private static String number(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Staff-Number")
                .filter(number -> number.matches("[0-9]{1,10}"))
                .orElseThrow(() -> new UpstreamUnavailableException("url: expected a Staff-Number in the answer"));
    }
}
