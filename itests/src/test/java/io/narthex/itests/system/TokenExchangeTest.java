package io.narthex.itests.system;

import static io.narthex.itests.RelyingParty.error;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jwt.SignedJWT;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Services that call one another: in the name of a person, in their own, and resource servers that read tokens alone. */
public class TokenExchangeTest {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String SCOPES =
            "openid email audience:server:client_id:service audience:server:client_id:desk";
    private static final String PUBLIC = "desk";
    private static final String API = "https://api.example.com/";
    private static final String MAIL = "https://mail.example.com/";
    private static final String INACTIVE = "{\"active\":false}";

    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() {
        narthex = Distribution.demo("token-exchange").onMemory();
        define("service", "grantTypes = client_credentials, " + EXCHANGE, "trustedPeers = " + RelyingParty.ID);
        define("backend", "grantTypes = client_credentials", "trustedPeers = service");
        define("stranger", "grantTypes = " + EXCHANGE);
        narthex.write(
                "narthex.client-" + PUBLIC + ".cfg",
                "public = true\ngrantTypes = client_credentials, " + EXCHANGE + "\ntrustedPeers = " + RelyingParty.ID
                        + "\n");
        define("robot", "grantTypes = client_credentials", "accessTokenFormat = jwt", "resources = " + API);
        define(
                "portal",
                "redirectURIs = " + RelyingParty.CALLBACK,
                "accessTokenFormat = jwt",
                "resources = " + API + ", " + MAIL);
        define("api", "id = " + API, "grantTypes = client_credentials");
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Test
    public void aServiceCallsTheNextOneInTheNameOfThePerson() throws Exception {
        JsonObject tokens = RelyingParty.tokens(app.redeem(app.codeFromMock(SCOPES)));
        String held = tokens.get("access_token").getAsString();
        JsonObject answer = RelyingParty.tokens(exchange("service", held, "audience", "backend"));
        assertEquals(
                List.of("access_token", "issued_token_type", "token_type", "expires_in", "scope"),
                List.copyOf(answer.keySet()));
        assertEquals(ACCESS_TOKEN, answer.get("issued_token_type").getAsString());

        String exchanged = answer.get("access_token").getAsString();
        JsonObject seen =
                JsonParser.parseString(introspect("backend", exchanged)).getAsJsonObject();
        assertEquals(app.claims(tokens).get("sub"), seen.get("sub"));
        assertEquals("service", seen.get("client_id").getAsString());
        assertEquals(RegisteredClient.list("backend", narthex.issuer().toString()), seen.get("aud"));
        assertEquals(
                "openid email audience:server:client_id:backend",
                seen.get("scope").getAsString());
        assertEquals("not for whom it began with", INACTIVE, introspect(RelyingParty.ID, exchanged));

        assertEquals(200, ask(RelyingParty.ID, "/revoke", Map.of("token", held)).status());
        assertEquals("it ends with what it stands on", INACTIVE, introspect("backend", exchanged));
        assertEquals("invalid_request", error(exchange("service", held, "audience", "backend"), 400));
    }

    @Test
    public void nobodyElseGetsAnythingForTheToken() {
        String held = RelyingParty.tokens(app.redeem(app.codeFromMock(SCOPES)))
                .get("access_token")
                .getAsString();
        assertEquals("it is not for them", "invalid_request", error(exchange("stranger", held), 400));
        assertEquals("they may not exchange", "unauthorized_client", error(exchange("backend", held), 400));
        assertEquals("they prove nothing", "unauthorized_client", error(exchange(PUBLIC, held), 400));
        assertEquals(
                "does not trust the service",
                "invalid_target",
                error(exchange("service", held, "audience", "stranger"), 400));
        assertEquals("not theirs", "invalid_target", error(exchange("service", held, "resource", API), 400));
        assertEquals(
                "more than the token has",
                "invalid_scope",
                error(exchange("service", held, "scope", "openid groups"), 400));
        assertEquals(200, exchange("service", held).status());
    }

    @Test
    public void aServiceGetsTokensInItsOwnName() throws Exception {
        JsonObject tokens =
                RelyingParty.tokens(credentials("service", "scope", "openid audience:server:client_id:backend"));
        assertEquals(
                List.of("access_token", "token_type", "expires_in", "id_token", "scope"), List.copyOf(tokens.keySet()));
        JsonObject claims = app.claims(tokens);
        assertEquals(RegisteredClient.list("backend", "service"), claims.get("aud"));
        assertEquals("service", claims.get("azp").getAsString());
        JsonObject seen = JsonParser.parseString(
                        introspect("backend", tokens.get("access_token").getAsString()))
                .getAsJsonObject();
        assertEquals(claims.get("sub"), seen.get("sub"));
        assertEquals("service", seen.get("client_id").getAsString());

        assertEquals("unauthorized_client", error(credentials(RelyingParty.ID), 400));
        assertEquals("unauthorized_client", error(credentials(PUBLIC), 400));
        assertEquals("invalid_scope", error(credentials("service", "scope", "openid offline_access"), 400));
        assertEquals("invalid_client", error(credentials("service", "client_secret", "wrong"), 401));
    }

    @Test
    public void aResourceServerReadsTokensAloneOfWhoeverCalls() throws Exception {
        RelyingParty portal = app.named("portal");
        String code = portal.code(followed(portal.authorization("openid email", "resource", API)));
        assertEquals("invalid_target", error(redeem(code, MAIL), 400));
        JsonObject tokens = RelyingParty.tokens(redeem(code, API));
        String token = tokens.get("access_token").getAsString();
        JsonObject read = read(token);
        assertEquals(RegisteredClient.list(API, narthex.issuer().toString()), read.get("aud"));
        assertEquals("portal", read.get("client_id").getAsString());
        assertEquals("openid email", read.get("scope").getAsString());
        assertEquals(portal.claims(tokens).get("sub"), read.get("sub"));
        assertEquals(
                read.get("sub"),
                RelyingParty.tokens(new Client()
                                .get(URI.create(narthex.issuer() + "/userinfo"), "Authorization", "Bearer " + token))
                        .get("sub"));

        JsonObject seen = JsonParser.parseString(introspect(API, token)).getAsJsonObject();
        assertEquals(read.get("exp"), seen.get("exp"));
        assertEquals("of another one", INACTIVE, introspect("backend", token));
        assertEquals(200, ask("portal", "/revoke", Map.of("token", token)).status());
        assertEquals("who asks learns that it was taken back", INACTIVE, introspect(API, token));
    }

    @Test
    public void aServiceGetsTokensForTheResourceServersOfItsOwnOnly() throws Exception {
        JsonObject tokens = RelyingParty.tokens(credentials("robot", "resource", API));
        JsonObject read = read(tokens.get("access_token").getAsString());
        assertEquals(API, read.get("aud").getAsString());
        assertEquals("robot", read.get("client_id").getAsString());
        assertEquals("invalid_target", error(credentials("robot", "resource", MAIL), 400));
        RelyingParty portal = app.named("portal");
        Page refused = new Client().get(portal.authorization("openid", "resource", "https://other.example.com/"));
        assertThat(
                refused.location().orElseThrow().toString(),
                startsWith(RelyingParty.CALLBACK + "?error=invalid_target&"));
    }

    /** What a resource server that knows nothing but our keys reads in a token; RFC 9068, section 4. */
    private static JsonObject read(String token) throws Exception {
        SignedJWT jwt = app.verified(token);
        assertEquals("at+jwt", jwt.getHeader().getType().toString());
        JsonObject claims = JsonParser.parseString(jwt.getPayload().toString()).getAsJsonObject();
        assertEquals(narthex.issuer().toString(), claims.get("iss").getAsString());
        return claims;
    }

    private static Page followed(URI authorization) {
        Client browser = new Client();
        return browser.follow(browser.get(URI.create(authorization + "&connector_id=mock")));
    }

    private static Page redeem(String code, String resource) {
        return ask(
                "portal",
                "/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "redirect_uri",
                        RelyingParty.CALLBACK,
                        "code",
                        code,
                        "resource",
                        resource));
    }

    private static Page exchange(String id, String token, String... namesAndValues) {
        Map<String, String> form = fields(namesAndValues);
        form.putAll(Map.of("grant_type", EXCHANGE, "subject_token", token, "subject_token_type", ACCESS_TOKEN));
        return ask(id, "/token", form);
    }

    private static Page credentials(String id, String... namesAndValues) {
        Map<String, String> form = fields(namesAndValues);
        form.put("grant_type", "client_credentials");
        return ask(id, "/token", form);
    }

    private static String introspect(String id, String token) {
        Page answer = ask(id, "/introspect", Map.of("token", token));
        assertEquals(answer.text(), 200, answer.status());
        return answer.text();
    }

    private static Page ask(String id, String path, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", id);
        if (!id.equals(PUBLIC)) {
            form.put("client_secret", RelyingParty.SECRET);
        }
        form.putAll(fields);
        return new Client().post(URI.create(narthex.issuer() + path), form);
    }

    private static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static void define(String id, String... lines) {
        narthex.write(
                "narthex.client-" + id + ".cfg",
                "secret = " + RelyingParty.SECRET + "\n" + String.join("\n", lines) + "\n");
    }
}
