package io.narthex.itests;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.narthex.itests.Client.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client, such as {@code example-app} of the demo configuration, as strict as a client can be. */
public final class RelyingParty {
    public static final String ID = "example-app";
    public static final String SECRET = "ZXhhbXBsZS1hcHAtc2VjcmV0";
    public static final String CALLBACK = "http://127.0.0.1:5555/callback";

    private final URI issuer;
    private final URI node;
    private final String id;
    private final Client client = new Client();

    /** The client {@code example-app}. */
    public RelyingParty(URI issuer) {
        this(issuer, issuer, ID);
    }

    private RelyingParty(URI issuer, URI node, String id) {
        this.issuer = issuer;
        this.node = node;
        this.id = id;
    }

    /** Another client with the same secret and redirect URI. */
    public RelyingParty named(String other) {
        return new RelyingParty(issuer, node, other);
    }

    /** The same client, sent to another node of the same issuer. */
    public RelyingParty at(URI address) {
        return new RelyingParty(issuer, address, id);
    }

    /** The address that begins a sign-in. */
    public URI authorization(String scope, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", id);
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("response_type", "code");
        parameters.put("scope", scope);
        parameters.put("state", "state-1");
        parameters.put("nonce", "nonce-1");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return URI.create(node + "/auth?" + Client.encoded(parameters));
    }

    /** Signs in through the connector {@code mock} in a fresh browser. @return the code */
    public String codeFromMock(String scope) {
        Client browser = new Client();
        Page end = browser.follow(browser.get(authorization(scope, "connector_id", "mock")));
        return code(end);
    }

    /** The code that an answer carries to the client; checks state and issuer. */
    public String code(Page end) {
        return code(end.location().orElseThrow(() -> new AssertionError(end.status() + ": " + end.text())));
    }

    /** The code in the address that a browser was sent back to; checks state and issuer. */
    public String code(URI back) {
        Map<String, String> answer = Client.parameters(back);
        if (!back.toString().startsWith(CALLBACK + "?")
                || !"state-1".equals(answer.get("state"))
                || !issuer.toString().equals(answer.get("iss"))
                || answer.get("code") == null) {
            throw new AssertionError("no good answer: " + back);
        }
        return answer.getOrDefault("code", "");
    }

    /** Redeems a code. */
    public Page redeem(String code) {
        return token(Map.of("grant_type", "authorization_code", "redirect_uri", CALLBACK, "code", code));
    }

    /** Redeems a refresh token. */
    public Page refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Asks for tokens, with {@code client_secret_basic}. */
    public Page token(Map<String, String> form) {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return client.post(URI.create(node + "/token"), form, "Authorization", "Basic " + credentials);
    }

    /** Tokens, from an answer that must be good. */
    public static JsonObject tokens(Page answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + ": " + answer.text());
        }
        return JsonParser.parseString(answer.text()).getAsJsonObject();
    }

    /** The code of an error, from an answer with this status. */
    public static String error(Page answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", got " + answer.status() + ": " + answer.text());
        }
        return JsonParser.parseString(answer.text())
                .getAsJsonObject()
                .get("error")
                .getAsString();
    }

    /** The claims of an ID token, checked with the published keys. */
    public JsonObject claims(JsonObject tokens) throws Exception {
        SignedJWT jwt = verified(tokens.get("id_token").getAsString());
        return JsonParser.parseString(jwt.getPayload().toString()).getAsJsonObject();
    }

    /** A JWT, checked with the published keys. */
    public SignedJWT verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(client.get(URI.create(node + "/keys")).text());
        RSASSAVerifier verifier = new RSASSAVerifier(
                keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey());
        if (!jwt.verify(verifier)) {
            throw new AssertionError("the token is not signed by a published key");
        }
        return jwt;
    }
}
