package io.narthex.provider.internal.client;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.provider.internal.TestProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class ClientAuthenticationTest {

    private static final String ODD = "s%crét + :";

    private final Map<String, Client> clients = Map.of(
            "app", TestProvider.confidential("app"),
            "odd:id", Client.simple("odd:id", "Odd", false, Credentials.of(ClientSecret.of(ODD)), List.of()),
            "desk", Client.simple("desk", "Desk", true, Credentials.NONE, List.of()),
            "phone", Client.simple("phone", "Phone", true, Credentials.of(ClientSecret.of("p")), List.of()));
    private final ClientAuthentication authentication =
            new ClientAuthentication(id -> Optional.ofNullable(clients.get(id)));

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
                () -> authentication.authenticate(Parameters.none(), Optional.of("Bearer abc")));
    }

    @Test
    public void refusesMalformedHeaders() {
        for (String header : List.of("Basic !", "Basic " + base64("app"), "Basic " + base64("app:%zz"))) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    () -> authentication.authenticate(Parameters.none(), Optional.of(header)));
        }
    }

    @Test
    public void refusesTwoWaysAtOnce() {
        String header = "Basic " + base64("app:" + TestProvider.SECRET);
        for (String form : List.of("client_secret=" + TestProvider.SECRET, "client_id=other")) {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    () -> authentication.authenticate(Parameters.parse(form), Optional.of(header)));
        }
        assertEquals(
                "app",
                authentication
                        .authenticate(Parameters.parse("client_id=app"), Optional.of(header))
                        .id());
    }

    private String header(String pair) {
        return authentication
                .authenticate(Parameters.none(), Optional.of("basic " + base64(pair)))
                .id();
    }

    private String body(String form) {
        return authentication
                .authenticate(Parameters.parse(form), Optional.empty())
                .id();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
