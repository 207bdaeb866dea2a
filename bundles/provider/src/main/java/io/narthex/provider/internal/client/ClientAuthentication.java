package io.narthex.provider.internal.client;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out which client sends a request on the back channel; RFC 6749, section 2.3.1: {@code client_secret_basic},
 * {@code client_secret_post}, and {@code none} for public clients.
 */
public final class ClientAuthentication {

    /** Compared with when there is nothing to compare with, so that an unknown client takes as long as a wrong secret. */
    private static final ClientSecret NOBODYS = ClientSecret.of("nobody");

    private final Clients clients;

    public ClientAuthentication(Clients clients) {
        this.clients = clients;
    }

    /**
     * The client that sends the request.
     *
     * @param authorization the {@code Authorization} header
     * @throws OAuthException {@code invalid_client} if it does not prove to be one, {@code invalid_request} if it tries in two
     *     ways or in a malformed one
     */
    public Client authenticate(Parameters form, Optional<String> authorization) {
        Optional<Presented> basic = authorization.map(ClientAuthentication::basic);
        Optional<String> bodyId = form.find("client_id");
        Optional<String> bodySecret = form.find("client_secret");
        if (basic.isPresent() && bodySecret.isPresent()) {
            throw invalidRequest("client_secret: given in the header and in the body, expected one of them");
        }
        if (basic.isPresent()
                && bodyId.isPresent()
                && !bodyId.get().equals(basic.get().id())) {
            throw invalidRequest("client_id: differs between the header and the body");
        }
        Presented credentials = basic.or(() -> bodyId.map(id -> new Presented(id, bodySecret)))
                .orElseThrow(() -> invalidClient("no client authentication"));
        Optional<Client> client = clients.find(credentials.id());
        if (!proves(client, credentials.secret())) {
            throw invalidClient("client '" + credentials.id() + "': unknown, or wrong secret");
        }
        return client.orElseThrow();
    }

    private static boolean proves(Optional<Client> client, Optional<String> presented) {
        ClientSecret expected = client.flatMap(Client::secret).orElse(NOBODYS);
        boolean matches = expected.matches(presented.orElse(""));
        if (client.isEmpty()) {
            return false;
        }
        boolean needsNone = client.get().isPublic() && client.get().secret().isEmpty();
        return needsNone ? presented.isEmpty() : matches;
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
                        decode(pair.substring(0, colon)), Optional.of(secret).filter(text -> !text.isEmpty()));
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

    private record Presented(String id, Optional<String> secret) {
        @Override
        public String toString() {
            return "Presented[id=" + id + "]";
        }
    }
}
