package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A client that has registered itself, and what it does from then on. It finds all addresses in the metadata. */
final class RegisteredClient {

    /** Where answers go, unless it registers another address. */
    static final String CALLBACK = "http://127.0.0.1:7777/callback";

    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-and-no-secret";

    private final Client program = new Client();
    private final URI issuer;
    private final JsonObject registered;
    private final Optional<ClientKey> key;

    private RegisteredClient(URI issuer, JsonObject registered, Optional<ClientKey> key) {
        this.issuer = issuer;
        this.registered = registered;
        this.key = key;
    }

    /** What a client says of itself to be registered: its name, where it is and how it proves itself. */
    static JsonObject application(String name, String callback, String method) {
        JsonObject application = new JsonObject();
        application.addProperty("client_name", name);
        application.add("redirect_uris", list(callback));
        application.add("grant_types", list("authorization_code", "refresh_token"));
        application.addProperty("token_endpoint_auth_method", method);
        return application;
    }

    /** Texts as JSON has them. */
    static JsonArray list(String... texts) {
        JsonArray list = new JsonArray();
        for (String text : texts) {
            list.add(text);
        }
        return list;
    }

    /** Asks to be registered. */
    static Page ask(URI issuer, String token, JsonObject application) {
        return new Client().postJson(endpoint(issuer, "registration"), application.toString(), bearer(token));
    }

    /** Registers one that proves itself by a secret, or not at all. */
    static RegisteredClient register(URI issuer, String token, JsonObject application) {
        Page answer = ask(issuer, token, application);
        assertEquals(answer.text(), 201, answer.status());
        return new RegisteredClient(issuer, json(answer), Optional.empty());
    }

    /** Registers one that proves itself by a key, which it names itself, and that pushes all of its requests. */
    static RegisteredClient registerSigning(URI issuer, String token, String name) {
        ClientKey key = ClientKey.generate();
        JsonObject application = application(name, CALLBACK, "private_key_jwt");
        application.add("jwks", JsonParser.parseString(key.published()));
        application.addProperty("require_pushed_authorization_requests", true);
        return register(issuer, token, application).signingWith(key);
    }

    /** The same, which from now on signs with some key, whether that is registered or not. */
    RegisteredClient signingWith(ClientKey other) {
        return new RegisteredClient(issuer, registered, Optional.of(other));
    }

    /** What it was told when it registered. */
    JsonObject registered() {
        return registered;
    }

    String id() {
        return text(registered, "client_id");
    }

    /** What is registered now. */
    Page read() {
        return manage("GET", "");
    }

    /** Registers anew, under the same id. */
    Page change(JsonObject application) {
        JsonObject changed = application.deepCopy();
        changed.addProperty("client_id", id());
        return manage("PUT", changed.toString());
    }

    /** Wants to be forgotten. */
    Page remove() {
        return manage("DELETE", "");
    }

    private Page manage(String method, String document) {
        return program.sendJson(
                method,
                URI.create(text(registered, "registration_client_uri")),
                document,
                bearer(text(registered, "registration_access_token")));
    }

    /** An address that begins a sign-in through the connector {@code mock}. */
    URI authorization() {
        return URI.create(endpoint(issuer, "authorization") + "?" + Client.encoded(request()));
    }

    /** Pushes the request for a sign-in. */
    Page push() {
        return post("pushed_authorization_request", request());
    }

    /** The address that begins the sign-in that was pushed. */
    URI authorization(Page pushed) {
        assertEquals(pushed.text(), 201, pushed.status());
        return URI.create(endpoint(issuer, "authorization") + "?"
                + Client.encoded(Map.of("client_id", id(), "request_uri", text(json(pushed), "request_uri"))));
    }

    /** Goes the whole way with a new browser, in which somebody lets it in; redeems the code. */
    JsonObject signIn(URI begin, String name) {
        Client browser = new Client();
        Page approval = browser.follow(browser.get(begin));
        assertThat(approval.text(), containsString(name));
        Page end = browser.submit(approval, Map.of("approval", "approve"));
        URI back = end.location().orElseThrow(() -> new AssertionError(end.text()));
        assertThat(approval.text(), containsString("The answer goes to " + back.getHost()));
        return RelyingParty.tokens(post(
                "token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "redirect_uri",
                        callback(),
                        "code_verifier",
                        VERIFIER,
                        "code",
                        Client.parameters(back).getOrDefault("code", ""))));
    }

    Page refresh(JsonObject tokens) {
        return post("token", Map.of("grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token")));
    }

    Page introspect(JsonObject tokens) {
        return post("introspection", Map.of("token", text(tokens, "access_token")));
    }

    Page revoke(JsonObject tokens) {
        return post("revocation", Map.of("token", text(tokens, "access_token")));
    }

    Page userinfo(JsonObject tokens) {
        return program.get(endpoint(issuer, "userinfo"), bearer(text(tokens, "access_token")));
    }

    private Page post(String endpoint, Map<String, String> fields) {
        URI address = endpoint(issuer, endpoint);
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", id());
        key.ifPresent(own -> form.putAll(own.proof(id(), address.toString())));
        Optional.ofNullable(registered.get("client_secret"))
                .ifPresent(secret -> form.put("client_secret", secret.getAsString()));
        return program.post(address, form);
    }

    private Map<String, String> request() {
        return Map.of(
                "client_id", id(),
                "redirect_uri", callback(),
                "response_type", "code",
                "scope", "openid offline_access",
                "connector_id", "mock",
                "code_challenge", challenge(),
                "code_challenge_method", "S256");
    }

    private String callback() {
        return registered.getAsJsonArray("redirect_uris").get(0).getAsString();
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An address of the metadata, at the root of the host; RFC 8414, section 3.1. */
    static URI endpoint(URI issuer, String name) {
        return URI.create(text(metadata(issuer), name + "_endpoint"));
    }

    static JsonObject metadata(URI issuer) {
        return json(new Client().get(issuer.resolve("/.well-known/oauth-authorization-server" + issuer.getPath())));
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static JsonObject json(Page page) {
        return JsonParser.parseString(page.text()).getAsJsonObject();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }
}
