package io.narthex.connector.support.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.narthex.connector.Arrival;
import io.narthex.connector.ConnectorException;
import io.narthex.connector.Departure;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRefusedException.Reason;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.http.FakeServer;
import io.narthex.connector.support.http.HttpSettings;
import io.narthex.connector.support.http.UpstreamHttp;
import java.net.URI;
import java.net.URLDecoder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class CodeExchangeTest {

    private static final String CLIENT_SECRET = "s3cr:t/with odd=signs";
    private static final String CODE = "the-code-from-upstream";
    private static final String TOKENS =
            "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"idt\",\"refresh_token\":\"rt\"}";
    private static final SignInRequest REQUEST = new SignInRequest(
            URI.create("https://id.example/dex/callback"), "flow-1", new Scopes(true, true), Optional.empty());

    private final FakeServer server = FakeServer.plain().on("/token", 200, TOKENS);
    private final UpstreamHttp http = new UpstreamHttp(HttpSettings.DEFAULT);

    @After
    public void stop() {
        http.close();
        server.close();
    }

    @Test
    public void sendsTheBrowserAwayWithSortedParametersAndAProofKey() {
        Departure.Redirect departure = exchange().depart(REQUEST, "openid email", Map.of("hd", "*", "state", "mine"));
        String query = departure.location().getRawQuery();
        Map<String, String> sent = parsed(query);
        assertEquals(
                List.of(
                        "client_id",
                        "code_challenge",
                        "code_challenge_method",
                        "hd",
                        "nonce",
                        "redirect_uri",
                        "response_type",
                        "scope",
                        "state"),
                List.copyOf(sent.keySet()));
        assertEquals("S256", sent.get("code_challenge_method"));
        assertEquals("flow-1", sent.get("state"));
        String[] carried = departure.carried().split("\\.", -1);
        assertEquals(sent.get("code_challenge"), Secrets.challenge(carried[0]));
        assertEquals(sent.get("nonce"), carried[1]);
        assertNotEquals(
                departure.carried(),
                exchange().depart(REQUEST, "openid", Map.of()).carried());
    }

    @Test
    public void matchesTheExampleOfTheSpecification() {
        // RFC 7636, appendix B
        assertEquals(
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                Secrets.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    }

    @Test
    public void keepsTheQueryOfTheAuthorizationAddressAndSendsNoNonceWithoutOpenid() {
        OAuthEndpoints endpoints =
                OAuthEndpoints.of(URI.create("https://up.example/auth?tenant=a"), server.uri("/token"));
        Departure.Redirect departure =
                new CodeExchange(http, endpoints, "me", basic()).depart(REQUEST, "user", Map.of());
        assertTrue(departure.location().toString().startsWith("https://up.example/auth?tenant=a&client_id=me&"));
        assertFalse(departure.location().toString().contains("nonce="));
    }

    @Test
    public void redeemsACode() {
        Departure.Redirect departure = exchange().depart(REQUEST, "openid", Map.of());
        CodeExchange.Arrived arrived = exchange()
                .arrive(arrival(departure.carried(), Map.of("code", List.of(CODE), "state", List.of("flow-1"))));
        assertEquals(Optional.of("idt"), arrived.tokens().idToken());
        assertEquals(Optional.of("rt"), arrived.tokens().refreshToken());
        Map<String, String> form = parsed(server.seen.get(0).body());
        assertEquals("authorization_code", form.get("grant_type"));
        assertEquals(REQUEST.callback().toString(), form.get("redirect_uri"));
        assertEquals(departure.carried(), form.get("code_verifier") + "." + arrived.nonce());
        assertFalse(arrived.toString(), arrived.toString().contains("rt,"));
    }

    @Test
    public void refusesCallbacksThatAreNotTheAnswer() {
        List<Map<String, List<String>>> wrong = List.of(
                Map.of(),
                Map.of("code", List.of(CODE)),
                Map.of("code", List.of(CODE), "state", List.of("flow-2")),
                Map.of("code", List.of(CODE), "state", List.of("flow-1", "flow-1")),
                Map.of("code", List.of(CODE, CODE), "state", List.of("flow-1")),
                Map.of("code", List.of(" "), "state", List.of("flow-1")),
                Map.of("code", List.of("x".repeat(10_000)), "state", List.of("flow-1")),
                Map.of("code", List.of(CODE), "state", List.of("flow-1"), "iss", List.of("https://evil.example")),
                Map.of("error", List.of("access_denied"), "state", List.of("flow-2")),
                Map.of("error", List.of("access_denied", "x"), "state", List.of("flow-1")),
                Map.of("error", List.of("<script>\r\n"), "code", List.of(CODE), "state", List.of("flow-1")));
        for (Map<String, List<String>> query : wrong) {
            assertRefused(Reason.INVALID_ANSWER, query);
        }
        assertEquals(0, server.seen.size());
    }

    @Test
    public void demandsTheIssuerFromAnUpstreamThatPromisesIt() {
        CodeExchange strict = new CodeExchange(
                http,
                new OAuthEndpoints(
                        Optional.of("https://up.example"),
                        true,
                        URI.create("https://up.example/auth"),
                        server.uri("/token"),
                        false),
                "me",
                basic());
        String carried = strict.depart(REQUEST, "openid", Map.of()).carried();
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("code", List.of(CODE));
        query.put("state", List.of("flow-1"));
        assertThrows(SignInRefusedException.class, () -> strict.arrive(arrival(carried, query)));
        query.put("iss", List.of("https://up.example"));
        strict.arrive(arrival(carried, query));
    }

    @Test
    public void tellsErrorsOfTheCallbackApart() {
        assertRefused(Reason.CANCELLED, error("access_denied"));
        assertRefused(Reason.INVALID_ANSWER, error("invalid_scope"));
    }

    @Test
    public void takesNobodysWordForItThatTheUpstreamFails() {
        assertRefused(Reason.INVALID_ANSWER, error("temporarily_unavailable"));
        assertRefused(Reason.INVALID_ANSWER, error("server_error"));
    }

    @Test
    public void tellsErrorsOfTheTokenEndpointApart() {
        Map<String, List<String>> good = Map.of("code", List.of(CODE), "state", List.of("flow-1"));
        server.on("/token", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + CLIENT_SECRET + "\"}");
        assertRefused(Reason.INVALID_ANSWER, good);
        assertEquals(
                Reason.NOT_PERMITTED,
                assertThrows(SignInRefusedException.class, () -> exchange().refresh("old"))
                        .reason());
        server.on("/token", 200, "{\"error\":\"bad_verification_code\"}");
        assertRefused(Reason.INVALID_ANSWER, good);
        for (String answer : List.of(
                "{\"error\":\"invalid_client\"}",
                "{\"error\":\"a\\nb\"}",
                "{}",
                "[]",
                "<html>",
                "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
                "{\"access_token\":7}")) {
            server.on("/token", answer.contains("error") ? 401 : 200, answer);
            assertThrows(answer, UpstreamUnavailableException.class, () -> arrive(good));
            assertThrows(
                    answer, UpstreamUnavailableException.class, () -> exchange().refresh("rt"));
        }
    }

    @Test
    public void provesWhichClientItIsByAHeader() {
        exchange().refresh("rt");
        String header = server.seen.get(0).header("Authorization");
        assertEquals(
                "me:s3cr%3At%2Fwith+odd%3Dsigns",
                new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8));
        assertEquals(
                "grant_type=refresh_token&refresh_token=rt", server.seen.get(0).body());
    }

    @Test
    public void provesWhichClientItIsInTheForm() {
        exchange(new ClientAuthentication.SecretPost(CLIENT_SECRET)).refresh("rt");
        Map<String, String> form = parsed(server.seen.get(0).body());
        assertEquals("me", form.get("client_id"));
        assertEquals(CLIENT_SECRET, form.get("client_secret"));
        assertEquals("", server.seen.get(0).header("Authorization"));
    }

    @Test
    public void provesWhichClientItIsByASignature() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair rsaPair = rsa.generateKeyPair();
        KeyPair ecPair = ec.generateKeyPair();
        assertTrue(assertion(rsaPair).verify(new RSASSAVerifier((RSAPublicKey) rsaPair.getPublic())));
        SignedJWT signed = assertion(ecPair);
        assertTrue(signed.verify(new ECDSAVerifier((ECPublicKey) ecPair.getPublic())));
        assertEquals("me", signed.getJWTClaimsSet().getIssuer());
        assertEquals("me", signed.getJWTClaimsSet().getSubject());
        assertEquals(
                List.of(server.uri("/token").toString()),
                signed.getJWTClaimsSet().getAudience());
        assertEquals("key-1", signed.getHeader().getKeyID());
        assertNotEquals(
                signed.getJWTClaimsSet().getJWTID(),
                assertion(ecPair).getJWTClaimsSet().getJWTID());
    }

    private SignedJWT assertion(KeyPair pair) throws Exception {
        server.seen.clear();
        exchange(new ClientAuthentication.PrivateKeyJwt(pair.getPrivate(), Optional.of("key-1"), Clock.systemUTC()))
                .refresh("rt");
        return SignedJWT.parse(parsed(server.seen.get(0).body()).get("client_assertion"));
    }

    private static Map<String, List<String>> error(String code) {
        return Map.of("error", List.of(code), "state", List.of("flow-1"));
    }

    private void assertRefused(Reason reason, Map<String, List<String>> query) {
        ConnectorException e = assertThrows(query.toString(), SignInRefusedException.class, () -> arrive(query));
        assertEquals(reason, ((SignInRefusedException) e).reason());
        String message = String.valueOf(e.getMessage());
        assertFalse(message, message.contains(CODE) || message.contains(CLIENT_SECRET) || message.contains("\n"));
    }

    private void arrive(Map<String, List<String>> query) {
        exchange().arrive(arrival(exchange().depart(REQUEST, "openid", Map.of()).carried(), query));
    }

    private CodeExchange exchange() {
        return exchange(basic());
    }

    private CodeExchange exchange(ClientAuthentication authentication) {
        return new CodeExchange(
                http,
                new OAuthEndpoints(
                        authentication instanceof ClientAuthentication.PrivateKeyJwt
                                ? Optional.empty()
                                : Optional.of("https://up.example"),
                        false,
                        URI.create("https://up.example/auth"),
                        server.uri("/token"),
                        false),
                "me",
                authentication);
    }

    private static ClientAuthentication basic() {
        return new ClientAuthentication.SecretBasic(CLIENT_SECRET);
    }

    private static Arrival arrival(String carried, Map<String, List<String>> query) {
        return new Arrival(
                "GET",
                query,
                Map.of(),
                Map.of(),
                "127.0.0.1",
                REQUEST.callback(),
                REQUEST.state(),
                carried,
                REQUEST.scopes());
    }

    private static Map<String, String> parsed(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return values;
    }
}
