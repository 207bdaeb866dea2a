package io.narthex.provider.internal.authorization.request;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.AuthenticationMethod;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.key.ClientJwt;
import io.narthex.provider.internal.client.key.ClientSignatures;
import io.narthex.provider.internal.client.key.JwtClaims;
import io.narthex.provider.internal.client.key.RefusedJwtException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Request objects; OpenID Connect Core 1.0, section 6 and RFC 9101. */
final class RequestObjects {

    /** The most characters of one, however it came. */
    static final int LONGEST = 32 * 1024;

    /** What a JWT says of itself; RFC 7519, section 4.1. */
    private static final Set<String> OF_THE_JWT = Set.of("iss", "aud", "sub", "exp", "nbf", "iat", "jti");

    private final Supplier<ProviderSettings> settings;
    private final ClientSignatures signatures;
    private final Clock clock;

    RequestObjects(Supplier<ProviderSettings> settings, ClientSignatures signatures, Clock clock) {
        this.settings = settings;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * The parameters in an object of a client.
     *
     * @param unsupported the error where it is of a kind that is not taken of the client, but might be of others
     * @throws OAuthException {@code invalid_request_object} if it does not hold
     */
    Parameters open(Client client, String text, ErrorCode unsupported) {
        try {
            ClientJwt jwt = ClientJwt.parse(text, LONGEST);
            if (jwt.algorithm().equals(ClientAlgorithms.NONE)
                    && client.requests().objectAlgorithm().isEmpty()) {
                throw new OAuthException(unsupported, "request object: not signed, and not registered to be unsigned");
            }
            jwt.requireType("oauth-authz-req+jwt");
            requireSignature(client, jwt);
            requireClaims(client, jwt.claims());
            return parameters(jwt.claims().json());
        } catch (RefusedJwtException e) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST_OBJECT, "request object: " + e.rule());
        } catch (UpstreamUnavailableException e) {
            throw new OAuthException(
                            ErrorCode.TEMPORARILY_UNAVAILABLE, "request object: cannot be checked at the moment")
                    .withDetail(String.valueOf(e.getMessage()));
        }
    }

    /** OpenID Connect Core 1.0, section 6.1. Unsigned ones are taken only of a client that is set up to send none but those. */
    private void requireSignature(Client client, ClientJwt jwt) {
        Optional<String> only = client.requests().objectAlgorithm();
        if (only.equals(Optional.of(ClientAlgorithms.NONE))) {
            jwt.requireUnsigned();
            return;
        }
        boolean bySecretToo = client.credentials().method().equals(Optional.of(AuthenticationMethod.CLIENT_SECRET_JWT));
        List<String> accepted =
                only.map(List::of).orElse(bySecretToo ? ClientAlgorithms.SIGNED : ClientAlgorithms.BY_KEY);
        signatures.require(client.credentials(), jwt, accepted);
    }

    /** RFC 9101, sections 4, 6.3 and 10.8. */
    private void requireClaims(Client client, JwtClaims claims) {
        if (claims.text("iss").filter(issuer -> !issuer.equals(client.id())).isPresent()) {
            throw new RefusedJwtException("iss: expected the client itself");
        }
        if (claims.text("client_id").filter(id -> !id.equals(client.id())).isPresent()) {
            throw new RefusedJwtException("client_id: another one than outside of the object");
        }
        if (claims.text("sub").filter(client.id()::equals).isPresent()) {
            // An assertion by which the client proves who it is would look like this.
            throw new RefusedJwtException("sub: expected not to be the client");
        }
        if (!claims.audiences().isEmpty()) {
            ProviderSettings now = settings.get();
            claims.requireAudience(List.of(now.issuer(), now.endpoint("/auth"), now.endpoint("/par")));
        }
        claims.requireGood(clock.instant());
        for (String nested : List.of("request", "request_uri")) {
            if (claims.json().has(nested)) {
                throw new RefusedJwtException(nested + ": not inside of an object");
            }
        }
    }

    private static Parameters parameters(JsonObject json) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        json.entrySet().stream()
                .filter(entry -> !OF_THE_JWT.contains(entry.getKey()))
                .forEach(entry -> values.put(entry.getKey(), values(entry.getKey(), entry.getValue())));
        return Parameters.ofAll(values);
    }

    /** Numbers and objects stand as such, where a parameter is one; RFC 9101, section 4. What may come several times is a list. */
    private static List<String> values(String name, JsonElement value) {
        if (value instanceof JsonPrimitive one) {
            return List.of(one.getAsString());
        }
        if (value instanceof JsonObject object) {
            return List.of(object.toString());
        }
        if (value instanceof JsonArray array) {
            List<String> values = new ArrayList<>();
            for (JsonElement element : array) {
                if (!(element instanceof JsonPrimitive text && text.isString())) {
                    throw new RefusedJwtException(name + ": expected texts");
                }
                values.add(element.getAsString());
            }
            return values;
        }
        return List.of();
    }
}
