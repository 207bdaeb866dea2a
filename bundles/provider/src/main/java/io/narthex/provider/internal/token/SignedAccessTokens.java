package io.narthex.provider.internal.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.narthex.keys.Signer;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.Scope;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Access tokens that resource servers can check alone; RFC 9068. The {@code jti} begins with the id of the grant, so that the
 * grant is asked where the token comes back to us, and revocation counts there.
 */
final class SignedAccessTokens {

    /** RFC 9068, section 2.1. Keeps one from being taken for an ID token, and the other way round. */
    static final String TYPE = "at+jwt";

    private static final int ID_LENGTH = 25;

    private final Supplier<ProviderSettings> settings;
    private final Signer signer;
    private final Subjects subjects;

    SignedAccessTokens(Supplier<ProviderSettings> settings, TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.signer = keys.signer();
        this.subjects = keys.subjects();
    }

    /** Whether it looks like one; sealed tokens have no dots. */
    static boolean hasFormOf(String token) {
        return token.indexOf('.') >= 0;
    }

    /** RFC 9068, section 2.2. */
    String write(AccessTokens.Content content, Grant grant) {
        ProviderSettings now = settings.get();
        List<String> audience = content.audience(now.issuer());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", now.issuer());
        claims.put("sub", subjects.of(grant.clientId(), grant.person()));
        claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        claims.put("exp", content.expiry().getEpochSecond());
        claims.put("iat", content.issuedAt().getEpochSecond());
        claims.put("jti", content.grantId() + RandomIds.next() + String.join("", content.over()));
        claims.put("client_id", grant.clientId());
        if (!content.scopes().isEmpty()) {
            claims.put("scope", String.join(" ", content.scopes()));
        }
        if (!grant.person().isClient()) {
            claims.put("auth_time", grant.person().authTime().getEpochSecond());
        }
        List<String> groups = grant.person().identity().groups();
        if (content.scopes().contains(Scope.GROUPS) && !groups.isEmpty()) {
            claims.put("groups", groups);
        }
        return signer.sign(now.oauth2().signingAlgorithms().get(0), TYPE, Json.write(claims));
    }

    /** What a token holds; empty if we did not sign it as this issuer. Says nothing of the time. */
    Optional<AccessTokens.Content> read(String token) {
        return signer.verify(TYPE, token).flatMap(this::content);
    }

    private Optional<AccessTokens.Content> content(String payload) {
        try {
            JsonObject claims = JsonParser.parseString(payload).getAsJsonObject();
            String issuer = settings.get().issuer();
            List<String> ids = ids(require(claims, "jti").getAsString());
            if (!require(claims, "iss").getAsString().equals(issuer) || ids.size() < 2) {
                return Optional.empty();
            }
            List<String> scopes = Optional.ofNullable(claims.get("scope"))
                    .map(scope -> List.of(scope.getAsString().split(" ", -1)))
                    .orElse(List.of());
            return Optional.of(new AccessTokens.Content(
                    ids.get(0),
                    ids.subList(2, ids.size()),
                    scopes,
                    resources(require(claims, "aud"), scopes, issuer),
                    Instant.ofEpochSecond(require(claims, "iat").getAsLong()),
                    Instant.ofEpochSecond(require(claims, "exp").getAsLong())));
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static JsonElement require(JsonObject claims, String name) {
        return Optional.ofNullable(claims.get(name)).orElseThrow(() -> new JsonParseException(name + ": missing"));
    }

    private static List<String> ids(String jti) {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at + ID_LENGTH <= jti.length(); at += ID_LENGTH) {
            ids.add(jti.substring(at, at + ID_LENGTH));
        }
        return ids;
    }

    /** What of the audience does not follow from the scopes. */
    private static List<String> resources(JsonElement aud, List<String> scopes, String issuer) {
        Stream<String> all = aud instanceof JsonArray several
                ? several.asList().stream().map(JsonElement::getAsString)
                : Stream.of(aud.getAsString());
        return all.filter(one -> !one.equals(issuer) && !scopes.contains(Scope.AUDIENCE_PREFIX + one))
                .toList();
    }
}
