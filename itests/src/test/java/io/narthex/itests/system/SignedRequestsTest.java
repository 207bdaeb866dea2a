package io.narthex.itests.system;

import static io.narthex.itests.RelyingParty.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A client that signs everything with a key of its own, which Narthex fetches from it. */
public class SignedRequestsTest {

    private static final String ID = "signer";

    private static final Map<String, String> SERVED = new ConcurrentHashMap<>();
    private static final Client CLIENT = new Client();

    private static ClientKey key = ClientKey.generate();
    private static HttpServer own;
    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() throws Exception {
        own = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        own.createContext("/", exchange -> {
            byte[] body =
                    SERVED.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        own.start();
        serveKey();
        narthex = Distribution.demo("signed-requests");
        narthex.set("narthex.provider.cfg", "oauth2.clientAddresses", "everywhere");
        narthex.write(
                "narthex.client-" + ID + ".cfg",
                "tokenEndpointAuthMethod = private_key_jwt\nskipApprovalScreen = true\nredirectURIs = "
                        + RelyingParty.CALLBACK + "\njwksURI = " + at("/keys") + "\nrequestURIs = " + at("/request")
                        + "\n");
        narthex.start();
        app = new RelyingParty(narthex.issuer()).named(ID);
    }

    @AfterClass
    public static void stop() {
        narthex.close();
        own.stop(0);
    }

    @Test
    public void signsInByARequestThatIsPushedAndSigned() throws Exception {
        Map<String, String> form = asserted("/par");
        form.put("request", key.sign(request()));
        Page pushed = CLIENT.post(URI.create(narthex.issuer() + "/par"), form);
        assertEquals(pushed.text(), 201, pushed.status());
        String uri = JsonParser.parseString(pushed.text())
                .getAsJsonObject()
                .get("request_uri")
                .getAsString();
        URI begin = auth(uri);
        JsonObject tokens = tokens(begin);
        assertEquals(ID, app.claims(tokens).get("aud").getAsString());
        assertEquals("nonce-1", app.claims(tokens).get("nonce").getAsString());
        assertEquals(400, new Client().get(begin).status());
    }

    @Test
    public void signsInByARequestThatIsFetchedFromTheClient() throws Exception {
        SERVED.put("/request", key.sign(request()));
        assertEquals(
                "nonce-1", app.claims(tokens(auth(at("/request")))).get("nonce").getAsString());
        assertEquals(303, new Client().get(elsewhere()).status());
    }

    @Test
    public void takesAnAssertionOnceAndANewKeyAtOnce() throws Exception {
        Map<String, String> form = asserted("/token");
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", "x");
        URI token = URI.create(narthex.issuer() + "/token");
        assertEquals("invalid_grant", error(CLIENT.post(token, form), 400));
        assertEquals("invalid_client", error(CLIENT.post(token, form), 401));
        key = ClientKey.generate();
        serveKey();
        form.putAll(asserted("/token"));
        assertEquals("invalid_grant", error(CLIENT.post(token, form), 400));
    }

    private static JsonObject tokens(URI begin) throws Exception {
        Client browser = new Client();
        String code = app.code(browser.follow(browser.get(begin)));
        Map<String, String> form = asserted("/token");
        form.put("grant_type", "authorization_code");
        form.put("redirect_uri", RelyingParty.CALLBACK);
        form.put("code", code);
        return RelyingParty.tokens(CLIENT.post(URI.create(narthex.issuer() + "/token"), form));
    }

    private static URI auth(String requestUri) {
        return URI.create(narthex.issuer() + "/auth?"
                + Client.encoded(Map.of("client_id", ID, "response_type", "code", "request_uri", requestUri)));
    }

    /** Of an address that is not registered; the error goes to the client. */
    private static URI elsewhere() {
        return app.authorization("openid", "request_uri", at("/elsewhere"));
    }

    private static JWTClaimsSet.Builder request() {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder().issuer(ID).audience(narthex.issuer().toString());
        Map<String, String> parameters = Client.parameters(app.authorization("openid email", "connector_id", "mock"));
        assertTrue(parameters.containsKey("redirect_uri"));
        parameters.forEach(claims::claim);
        return claims;
    }

    private static Map<String, String> asserted(String path) {
        return key.proof(ID, narthex.issuer() + path);
    }

    private static void serveKey() {
        SERVED.put("/keys", key.published());
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + own.getAddress().getPort() + path;
    }
}
