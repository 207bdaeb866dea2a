package io.narthex.provider.internal.client;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.provider.internal.TestProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class ClientAuthenticationTest {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String ODD = "s%crét + :";

    private final Map<String, Client> clients = Map.of(
            "app", TestProvider.confidential("app"),
            "odd:id", Client.simple("odd:id", "Odd", false, Credentials.of(ClientSecret.of(ODD)), List.of()),
            "desk", Client.simple("desk", "Desk", true, Credentials.NONE, List.of()),
            "phone", Client.simple("phone", "Phone", true, Credentials.of(ClientSecret.of("p")), List.of()),
            "basic", TestProvider.confidential("basic", "tokenEndpointAuthMethod", "client_secret_basic"),
            "post", TestProvider.confidential("post", "tokenEndpointAuthMethod", "client_secret_post"),
            "signing",
                    TestProvider.confidential(
                            "signing",
                            "secret",
                            TestProvider.SECRET + TestProvider.SECRET,
                            "tokenEndpointAuthMethod",
                            "client_secret_jwt"));
    private final List<String> asserted = new ArrayList<>();
    private final ClientAuthentication authentication =
            new ClientAuthentication(id -> Optional.ofNullable(clients.get(id)), this::assertion);

    @Test
    public void takesASecretInTheHeader() {
        assertEquals("app", header("app:" + TestProvider.SECRET));
    }

    @Test
    public void decodesIdAndSecretInTheHeader() {
        assertEquals("odd:id", header("odd%3Aid:s%25cr%C3%A9t+%2B+%3A"));
    }

    @Test
    public void takesASecretInTheBody() {
        assertEquals("app", body("client_id=app&client_secret=" + TestProvider.SECRET));
    }

    @Test
    public void takesAPublicClientByItsId() {
        assertEquals("desk", body("client_id=desk"));
        assertEquals("desk", header("desk:"));
    }

    @Test
    public void holdsAPublicClientToTheSecretItHas() {
        assertEquals("phone", body("client_id=phone&client_secret=p"));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> body("client_id=phone"));
    }

    @Test
    public void refusesWhoProvesNothing() {
        for (String form : List.of(
                "",
                "client_secret=" + TestProvider.SECRET,
                "client_id=app",
                "client_id=app&client_secret=",
                "client_id=app&client_secret=wrong",
                "client_id=nobody&client_secret=nobody",
                "client_id=nobody",
                "client_id=desk&client_secret=x")) {
            assertRefused(ErrorCode.INVALID_CLIENT, () -> body(form));
        }
        assertRefused(ErrorCode.INVALID_CLIENT, () -> header("app:wrong"));
        assertRefused(
                ErrorCode.INVALID_CLIENT,
                () -> authentication.authenticate(Parameters.none(), Optional.of("Bearer abc"), "/token"));
    }

    @Test
    public void refusesMalformedHeaders() {
        for (String header : List.of("Basic !", "Basic " + base64("app"), "Basic " + base64("app:%zz"))) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    () -> authentication.authenticate(Parameters.none(), Optional.of(header), "/token"));
        }
    }

    @Test
    public void refusesTwoWaysAtOnce() {
        String header = "Basic " + base64("app:" + TestProvider.SECRET);
        for (String form : List.of("client_secret=" + TestProvider.SECRET, "client_id=other")) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    () -> authentication.authenticate(Parameters.parse(form), Optional.of(header), "/token"));
        }
        assertEquals(
                "app",
                authentication
                        .authenticate(Parameters.parse("client_id=app"), Optional.of(header), "/token")
                        .id());
    }

    @Test
    public void holdsAClientToTheWayItHasRegistered() {
        assertEquals("basic", header("basic:" + TestProvider.SECRET));
        assertEquals("post", body("client_id=post&client_secret=" + TestProvider.SECRET));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> header("post:" + TestProvider.SECRET));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> body("client_id=basic&client_secret=" + TestProvider.SECRET));
        String secret = TestProvider.SECRET + TestProvider.SECRET;
        assertRefused(ErrorCode.INVALID_CLIENT, () -> header("signing:" + secret));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> body("client_id=signing&client_secret=" + secret));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> body("client_id=signing"));
    }

    @Test
    public void handsAssertionsOnWithTheAddressThatWasCalled() {
        assertEquals("app", body("client_assertion=a.b.c&client_id=app&client_assertion_type=" + JWT_BEARER));
        assertEquals(List.of("a.b.c app /token"), asserted);
    }

    @Test
    public void refusesAssertionsThatDoNotComeAlone() {
        String assertion = "client_assertion=a.b.c&client_assertion_type=" + JWT_BEARER;
        assertRefused(ErrorCode.INVALID_REQUEST, () -> body("client_assertion=a.b.c"));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> body("client_id=desk&client_assertion_type=" + JWT_BEARER));
        assertRefused(
                ErrorCode.INVALID_REQUEST,
                () -> body(assertion + "&client_id=app&client_secret=" + TestProvider.SECRET));
        assertRefused(
                ErrorCode.INVALID_REQUEST,
                () -> authentication.authenticate(
                        Parameters.parse(assertion),
                        Optional.of("Basic " + base64("app:" + TestProvider.SECRET)),
                        "/token"));
        assertRefused(
                ErrorCode.INVALID_CLIENT,
                () -> body(
                        "client_assertion=a&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:saml2-bearer"));
        assertEquals(List.of(), asserted);
    }

    private Client assertion(String assertion, Optional<String> clientId, String path) {
        asserted.add(assertion + " " + clientId.orElse("-") + " " + path);
        return Optional.ofNullable(clients.get("app")).orElseThrow();
    }

    private String header(String pair) {
        return authentication
                .authenticate(Parameters.none(), Optional.of("basic " + base64(pair)), "/token")
                .id();
    }

    private String body(String form) {
        return authentication
                .authenticate(Parameters.parse(form), Optional.empty(), "/token")
                .id();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
