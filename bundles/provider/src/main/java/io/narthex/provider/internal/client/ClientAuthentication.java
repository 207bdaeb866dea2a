package io.narthex.provider.internal.client;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out which client sends a request on the back channel; RFC 6749, section 2.3 and OpenID Connect Core 1.0, section 9:
 * {@code client_secret_basic}, {@code client_secret_post}, {@code client_secret_jwt}, {@code private_key_jwt}, and
 * {@code none} for public clients. Every endpoint that wants to know the client asks here.
 */
public final class ClientAuthentication {

    /** RFC 7523, section 2.2. */
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Compared with when there is nothing to compare with, so that an unknown client takes as long as a wrong secret. */
    private static final ClientSecret NOBODYS = ClientSecret.of(RandomIds.next());

    private final Clients clients;
    private final ClientAssertions assertions;

    /** @param assertions judges what clients have signed */
    public ClientAuthentication(Clients clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    /**
     * The client that sends the request.
     *
     * @param authorization the {@code Authorization} header
     * @param path of the endpoint that asks, below the issuer: {@code /token}
     * @throws OAuthException {@code invalid_client} if it does not prove to be one, {@code invalid_request} if it tries in two
     *     ways or in a malformed one
     */
    public Client authenticate(Parameters form, Optional<String> authorization, String path) {
        Optional<String> assertion = assertion(form);
        Optional<Presented> basic = authorization.map(ClientAuthentication::basic);
        Optional<String> bodyId = form.find("client_id");
        Optional<String> bodySecret = form.find("client_secret");
        if (basic.isPresent() && bodySecret.isPresent()) {
            throw invalidRequest("client_secret: given in the header and in the body, expected one of them");
        }
        if (assertion.isPresent() && (basic.isPresent() || bodySecret.isPresent())) {
            throw invalidRequest("client_assertion: given with a secret, expected one of them");
        }
        if (basic.isPresent()
                && bodyId.isPresent()
                && !bodyId.get().equals(basic.get().id())) {
            throw invalidRequest("client_id: differs between the header and the body");
        }
        if (assertion.isPresent()) {
            return assertions.authenticate(assertion.get(), bodyId, path);
        }
        Presented credentials = basic.or(
                        () -> bodyId.map(id -> new Presented(AuthenticationMethod.CLIENT_SECRET_POST, id, bodySecret)))
                .orElseThrow(() -> invalidClient("no client authentication"));
        Optional<Client> client = clients.find(credentials.id());
        if (!proves(client, credentials)) {
            throw invalidClient("client '" + credentials.id() + "': unknown, wrong secret, or not in its way");
        }
        return client.orElseThrow();
    }

    /** RFC 7521, section 4.2: both parameters, or none. */
    private static Optional<String> assertion(Parameters form) {
        Optional<String> type = form.find("client_assertion_type");
        Optional<String> assertion = form.find("client_assertion");
        if (type.isPresent() != assertion.isPresent()) {
            throw invalidRequest("client_assertion: expected together with client_assertion_type");
        }
        type.filter(word -> !word.equals(JWT_BEARER)).ifPresent(word -> {
            throw invalidClient("client_assertion_type: expected " + JWT_BEARER + ", got '" + word + "'");
        });
        return assertion;
    }

    private static boolean proves(Optional<Client> client, Presented presented) {
        ClientSecret expected = client.flatMap(Client::secret).orElse(NOBODYS);
        boolean matches = expected.matches(presented.secret().orElse(""));
        if (client.isEmpty()) {
            return false;
        }
        if (client.get()
                .credentials()
                .method()
                .filter(only -> only != presented.method())
                .isPresent()) {
            return false;
        }
        boolean needsNone = client.get().isPublic() && client.get().secret().isEmpty();
        return needsNone ? presented.secret().isEmpty() : matches;
    }

    private static Presented basic(String header) {
        int space = header.indexOf(' ');
        if (space < 0 || !header.substring(0, space).toLowerCase(Locale.ROOT).equals("basic")) {
            throw invalidClient("Authorization: expected the scheme Basic");
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(space + 1).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                String secret = decode(pair.substring(colon + 1));
                return new Presented(
                        AuthenticationMethod.CLIENT_SECRET_BASIC,
                        decode(pair.substring(0, colon)),
                        Optional.of(secret).filter(text -> !text.isEmpty()));
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw invalidRequest("Authorization: malformed Basic credentials");
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static OAuthException invalidClient(String detail) {
        return new OAuthException(ErrorCode.INVALID_CLIENT, "client authentication failed").withDetail(detail);
    }

    private static OAuthException invalidRequest(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description);
    }

    /**
     * What came.
     *
     * @param way how the secret came, if it did
     */
    private record Presented(AuthenticationMethod way, String id, Optional<String> secret) {

        AuthenticationMethod method() {
            return secret.isPresent() ? way : AuthenticationMethod.NONE;
        }

        @Override
        public String toString() {
            return "Presented[id=" + id + "]";
        }
    }
}
