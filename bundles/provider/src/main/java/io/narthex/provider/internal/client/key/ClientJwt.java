package io.narthex.provider.internal.client.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.support.http.StrictJson;
import io.narthex.provider.ClientAlgorithms;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JWT that somebody presents as a client's: taken apart strictly, and not believed before
 * {@link ClientSignatures#require} has seen it. Of the header only {@code alg}, {@code kid} and {@code typ} count: keys and
 * addresses of keys in it are passed over.
 */
public final class ClientJwt {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

    private final String text;
    private final String algorithm;
    private final String type;
    private final JwtClaims claims;

    private ClientJwt(String text, String algorithm, String type, JwtClaims claims) {
        this.text = text;
        this.algorithm = algorithm;
        this.type = type;
        this.claims = claims;
    }

    /**
     * Takes a JWT apart; RFC 7515, section 5.2.
     *
     * @param longest the most characters
     * @throws RefusedJwtException if it is longer, no signed JWT, or has a header that asks for what we do not do
     */
    public static ClientJwt parse(String text, int longest) {
        if (text.length() > longest) {
            throw new RefusedJwtException("expected at most " + longest + " characters");
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new RefusedJwtException("expected a signed JWT");
        }
        JsonObject header = object(parts.group(1), "header");
        for (String asking : Set.of("crit", "b64", "zip")) {
            if (header.has(asking)) {
                throw new RefusedJwtException(asking + ": not supported");
            }
        }
        return new ClientJwt(
                text,
                text(header, "alg").orElseThrow(() -> new RefusedJwtException("alg: missing")),
                text(header, "typ").orElse("JWT").toLowerCase(Locale.ROOT),
                new JwtClaims(object(parts.group(2), "claims")));
    }

    /** What it says it is signed with. */
    public String algorithm() {
        return algorithm;
    }

    /** What it says. */
    public JwtClaims claims() {
        return claims;
    }

    /**
     * Refuses a JWT that says it is of another kind; RFC 8725, section 3.11.
     *
     * @param kind such as {@code client-authentication+jwt}; {@code JWT} and no type at all are accepted too
     */
    public void requireType(String kind) {
        String bare = type.startsWith("application/") ? type.substring("application/".length()) : type;
        if (!bare.equals("jwt") && !bare.equals(kind)) {
            throw new RefusedJwtException("typ: expected JWT or " + kind);
        }
    }

    /** Refuses a JWT that is signed with anything; RFC 7519, section 6. */
    public void requireUnsigned() {
        if (!algorithm.equals(ClientAlgorithms.NONE) || !text.endsWith(".")) {
            throw new RefusedJwtException("alg: expected none, and no signature");
        }
    }

    /** As it came, for the library that checks signatures. */
    String text() {
        return text;
    }

    private static JsonObject object(String encoded, String what) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            String json = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return StrictJson.parseObject(json)
                    .orElseThrow(() -> new RefusedJwtException(what + ": expected a JSON object"));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new RefusedJwtException(what + ": expected base64url of UTF-8");
        }
    }

    private static Optional<String> text(JsonObject header, String name) {
        if (!header.has(name)) {
            return Optional.empty();
        }
        if (header.get(name) instanceof JsonPrimitive value && value.isString()) {
            return Optional.of(value.getAsString());
        }
        throw new RefusedJwtException(name + ": expected a text");
    }

    /** Only what it is signed with. */
    @Override
    public String toString() {
        return "ClientJwt[alg=" + algorithm + "]";
    }
}
