package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.Test;

/** A client that nobody set up: it finds the provider, registers, and people sign in to it. */
public class RegistrationTest {

    private static final String CALLBACK = "http://127.0.0.1:7777/callback";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-and-no-secret";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Client program = new Client();

    @Test
    public void aClientRegistersSignsPeopleInChangesAndGoes() throws Exception {
        try (Distribution narthex = Distribution.demo("registration").start()) {
            assertFalse(metadata(narthex).has("registration_endpoint"));
            narthex.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "false");
            narthex.set("narthex.provider.cfg", "registration.enabled", "true");
            narthex.set("narthex.provider.cfg", "registration.initialAccessToken", "initial-token-of-the-test");
            await("switched on").until(() -> metadata(narthex).has("registration_endpoint"));
            JsonObject metadata = metadata(narthex);
            URI endpoint = URI.create(metadata.get("registration_endpoint").getAsString());

            assertEquals(
                    401, send("POST", endpoint, "wrong", registration("App")).statusCode());
            HttpResponse<String> answer = send("POST", endpoint, "initial-token-of-the-test", registration("App"));
            assertEquals(answer.body(), 201, answer.statusCode());
            JsonObject registered = JsonParser.parseString(answer.body()).getAsJsonObject();
            String id = text(registered, "client_id");

            JsonObject tokens = signIn(metadata, id, "App");
            JsonObject refreshed = RelyingParty.tokens(program.post(
                    URI.create(text(metadata, "token_endpoint")),
                    Map.of(
                            "grant_type",
                            "refresh_token",
                            "client_id",
                            id,
                            "refresh_token",
                            text(tokens, "refresh_token"))));
            assertEquals(200, userinfo(metadata, refreshed));

            URI address = URI.create(text(registered, "registration_client_uri"));
            String token = text(registered, "registration_access_token");
            String update = registration("Renamed").replaceFirst("\\{", "{\"client_id\": \"" + id + "\", ");
            assertEquals(200, send("PUT", address, token, update).statusCode());
            signIn(metadata, id, "Renamed");
            narthex.stop();
            narthex.start();
            assertThat(send("GET", address, token, "").body(), containsString("Renamed"));

            assertEquals(204, send("DELETE", address, token, "").statusCode());
            assertEquals(401, userinfo(metadata, refreshed));
            assertEquals(401, send("GET", address, token, "").statusCode());
            assertEquals(400, new Client().get(authorization(metadata, id)).status());
        }
    }

    private static String registration(String name) {
        return "{\"client_name\": \"" + name + "\", \"redirect_uris\": [\"" + CALLBACK + "\"],"
                + " \"grant_types\": [\"authorization_code\", \"refresh_token\"], \"token_endpoint_auth_method\": \"none\"}";
    }

    private JsonObject signIn(JsonObject metadata, String id, String name) throws Exception {
        Client browser = new Client();
        Page approval = browser.follow(browser.get(authorization(metadata, id)));
        assertThat(approval.text(), containsString(name));
        assertThat(approval.text(), containsString("The answer goes to 127.0.0.1"));
        Page end = browser.submit(approval, Map.of("approval", "approve"));
        String code = Client.parameters(end.location().orElseThrow()).get("code");
        return RelyingParty.tokens(program.post(
                URI.create(text(metadata, "token_endpoint")),
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", id,
                        "redirect_uri", CALLBACK,
                        "code_verifier", VERIFIER,
                        "code", String.valueOf(code))));
    }

    private static URI authorization(JsonObject metadata, String id) throws Exception {
        byte[] challenge = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return URI.create(text(metadata, "authorization_endpoint") + "?"
                + Client.encoded(Map.of(
                        "client_id", id,
                        "redirect_uri", CALLBACK,
                        "response_type", "code",
                        "scope", "openid offline_access",
                        "connector_id", "mock",
                        "code_challenge",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(challenge),
                        "code_challenge_method", "S256")));
    }

    private int userinfo(JsonObject metadata, JsonObject tokens) {
        return program.get(
                        URI.create(text(metadata, "userinfo_endpoint")),
                        "Authorization",
                        "Bearer " + text(tokens, "access_token"))
                .status();
    }

    private JsonObject metadata(Distribution narthex) {
        URI issuer = narthex.issuer();
        URI address = issuer.resolve("/.well-known/oauth-authorization-server" + issuer.getPath());
        return JsonParser.parseString(program.get(address).text()).getAsJsonObject();
    }

    private HttpResponse<String> send(String method, URI address, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }
}
