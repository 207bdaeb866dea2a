package io.narthex.itests.system;

import static io.narthex.itests.RelyingParty.error;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.google.gson.JsonObject;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Clients that nobody set up: they find the provider, register, and people sign in to them. */
public class RegistrationTest {

    private static final String SETTINGS = "narthex.provider.cfg";
    private static final String INITIAL_TOKEN = "initial-token-of-the-test";
    private static final String CALLBACK = RegisteredClient.CALLBACK;

    private static Distribution narthex;
    private static URI issuer;

    @BeforeClass
    public static void start() {
        narthex = Distribution.demo("registration");
        narthex.set(SETTINGS, "oauth2.skipApprovalScreen", "false");
        narthex.set(SETTINGS, "registration.enabled", "true");
        narthex.set(SETTINGS, "registration.initialAccessToken", INITIAL_TOKEN);
        narthex.start();
        issuer = narthex.issuer();
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Test
    public void isOfferedOnlyWhereItIsSwitchedOn() {
        URI endpoint = RegisteredClient.endpoint(issuer, "registration");
        narthex.set(SETTINGS, "registration.enabled", "false");
        try {
            await("switched off").until(() -> !isOffered());
            assertEquals(404, new Client().postJson(endpoint, "{}").status());
        } finally {
            narthex.set(SETTINGS, "registration.enabled", "true");
            await("switched on").until(RegistrationTest::isOffered);
        }
    }

    @Test
    public void refusesWhoHasNoTokenAndWhatNobodyMayGiveItself() {
        JsonObject application = application("App");
        assertEquals("invalid_token", error(RegisteredClient.ask(issuer, "wrong", application), 401));
        application.add("grant_types", RegisteredClient.list("client_credentials"));
        assertEquals("invalid_client_metadata", error(RegisteredClient.ask(issuer, INITIAL_TOKEN, application), 400));
    }

    @Test
    public void aClientRegistersSignsPeopleInChangesAndGoes() {
        RegisteredClient client = RegisteredClient.register(issuer, INITIAL_TOKEN, application("App"));
        JsonObject tokens = client.signIn(client.authorization(), "App");
        JsonObject refreshed = RelyingParty.tokens(client.refresh(tokens));
        assertEquals(200, client.userinfo(refreshed).status());

        assertEquals(200, client.change(application("Renamed")).status());
        client.signIn(client.authorization(), "Renamed");
        narthex.stop();
        narthex.start();
        assertThat(client.read().text(), containsString("Renamed"));

        assertEquals(204, client.remove().status());
        assertEquals("invalid_token", error(client.userinfo(refreshed), 401));
        assertEquals("invalid_token", error(client.read(), 401));
        assertEquals(400, new Client().get(client.authorization()).status());
    }

    @Test
    public void aClientWithAKeyPushesItsRequestsAndTakesTokensBack() throws Exception {
        RegisteredClient client = RegisteredClient.registerSigning(issuer, INITIAL_TOKEN, "Signer");
        assertFalse(client.registered().has("client_secret"));
        Page notPushed = new Client().get(client.authorization());
        assertThat(notPushed.location().orElseThrow().toString(), startsWith(CALLBACK + "?error=invalid_request&"));

        URI pushed = client.authorization(client.push());
        JsonObject tokens = client.signIn(pushed, "Signer");
        assertEquals("used before", 400, new Client().get(pushed).status());
        JsonObject claims = new RelyingParty(issuer).named(client.id()).claims(tokens);
        assertEquals(client.id(), claims.get("aud").getAsString());

        JsonObject seen = RelyingParty.tokens(client.introspect(tokens));
        assertEquals("true", seen.get("active").toString());
        assertEquals(claims.get("sub"), seen.get("sub"));
        assertEquals(200, client.revoke(tokens).status());
        assertEquals("{\"active\":false}", client.introspect(tokens).text());
        assertEquals("invalid_token", error(client.userinfo(tokens), 401));
        assertEquals("invalid_grant", error(client.refresh(tokens), 400));
    }

    @Test
    public void aKeyThatIsNotRegisteredProvesNothing() {
        RegisteredClient client = RegisteredClient.registerSigning(issuer, INITIAL_TOKEN, "Signer");
        assertEquals(201, client.push().status());
        assertEquals(
                "invalid_client", error(client.signingWith(ClientKey.generate()).push(), 401));
    }

    @Test
    public void aClientThatIsGoneGetsNothingAnyMore() {
        RegisteredClient client = RegisteredClient.registerSigning(issuer, INITIAL_TOKEN, "Signer");
        JsonObject tokens = client.signIn(client.authorization(client.push()), "Signer");
        URI pushed = client.authorization(client.push());
        assertEquals(204, client.remove().status());
        assertEquals("invalid_token", error(client.userinfo(tokens), 401));
        assertEquals("invalid_client", error(client.refresh(tokens), 401));
        assertEquals("invalid_client", error(client.introspect(tokens), 401));
        assertEquals("invalid_client", error(client.revoke(tokens), 401));
        assertEquals("invalid_client", error(client.push(), 401));
        assertEquals(400, new Client().get(pushed).status());
    }

    @Test
    public void clientsOfOtherSectorsKnowAPersonByOtherNames() throws Exception {
        String one = subject(CALLBACK, "pairwise");
        assertEquals("of the same host", one, subject("http://127.0.0.1:8888/callback", "pairwise"));
        String other = subject("http://localhost:7777/callback", "pairwise");
        String common = subject(CALLBACK, "public");
        assertEquals(3, Set.copyOf(List.of(one, other, common)).size());
    }

    /** By what name a client knows whoever the connector {@code mock} vouches for, in ID tokens and at userinfo. */
    private static String subject(String callback, String type) throws Exception {
        JsonObject application = RegisteredClient.application("Pair", callback, "client_secret_post");
        application.addProperty("subject_type", type);
        RegisteredClient client = RegisteredClient.register(issuer, INITIAL_TOKEN, application);
        JsonObject tokens = client.signIn(client.authorization(), "Pair");
        JsonObject claims = new RelyingParty(issuer).named(client.id()).claims(tokens);
        assertEquals(
                claims.get("sub"), RelyingParty.tokens(client.userinfo(tokens)).get("sub"));
        return claims.get("sub").getAsString();
    }

    private static JsonObject application(String name) {
        return RegisteredClient.application(name, CALLBACK, "none");
    }

    private static boolean isOffered() {
        return RegisteredClient.metadata(issuer).has("registration_endpoint");
    }
}
