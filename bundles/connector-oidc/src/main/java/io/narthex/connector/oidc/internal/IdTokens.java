package io.narthex.connector.oidc.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.http.StrictJson;
import io.narthex.connector.support.jose.FetchedKeys;
import io.narthex.connector.support.jose.Signatures;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges ID tokens; OpenID Connect Core, section 3.1.3.7. Messages say which rule is broken and nothing of the token. */
final class IdTokens {

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_SUBJECT = 255;

    private final String issuer;
    private final Duration skew;
    private final Clock clock;
    private final FetchedKeys keys;
    private final Supplier<OidcMetadata> metadata;

    IdTokens(OidcConfig config, Clock clock, FetchedKeys keys, Supplier<OidcMetadata> metadata) {
        this.issuer = config.issuerInTokens();
        this.skew = config.clockSkew();
        this.clock = clock;
        this.keys = keys;
        this.metadata = metadata;
    }

    /**
     * What a token must say besides.
     *
     * @param clientId the authorized party, where it names one
     * @param audiences of which one must be among its audiences
     * @param nonce what it must repeat; empty if it was not asked for by us, as after a refresh
     * @param accessToken the token it came with, to be compared with {@code at_hash}
     */
    record Expected(String clientId, Set<String> audiences, Optional<String> nonce, Optional<String> accessToken) {

        static Expected of(String clientId) {
            return new Expected(clientId, Set.of(clientId), Optional.empty(), Optional.empty());
        }

        Expected withNonce(String text) {
            return new Expected(clientId, audiences, Optional.of(text), accessToken);
        }

        Expected withAccessToken(String text) {
            return new Expected(clientId, audiences, nonce, Optional.of(text));
        }

        /** Without the nonce and the access token. */
        @Override
        public String toString() {
            return "Expected[clientId=" + clientId + ", audiences=" + audiences + "]";
        }
    }

    /**
     * The claims of a token that holds.
     *
     * @throws SignInRefusedException if it does not
     * @throws UpstreamUnavailableException if the upstream's keys could not be fetched
     */
    JsonObject verify(String text, Expected expected) {
        JWSObject token = parse(text);
        requireSignature(token);
        JsonObject claims = StrictJson.parseObject(token.getPayload().toString())
                .orElseThrow(() -> refused("claims: expected a JSON object"));
        requireText(claims, "iss", issuer);
        requireAudience(claims, expected);
        requireTimes(claims);
        expected.nonce().ifPresent(nonce -> requireText(claims, "nonce", nonce));
        expected.accessToken().ifPresent(accessToken -> requireHash(claims, token.getHeader(), accessToken));
        String subject = text(claims, "sub").orElse("");
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw refused("sub: expected 1 to " + LONGEST_SUBJECT + " characters");
        }
        return claims;
    }

    private static JWSObject parse(String text) {
        if (text.length() > LONGEST) {
            throw refused("longer than " + LONGEST + " characters");
        }
        try {
            JWSObject token = JWSObject.parse(text);
            JWSHeader header = token.getHeader();
            String type =
                    header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
            if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload() || type.endsWith("+jwt")) {
                throw refused("header: asks for something that ID tokens do not have");
            }
            return token;
        } catch (ParseException | IllegalArgumentException e) {
            throw refused("expected a signed JWT");
        }
    }

    private void requireSignature(JWSObject token) {
        JWSHeader header = token.getHeader();
        JWSAlgorithm algorithm = header.getAlgorithm();
        Set<String> offered = metadata.get().algorithms();
        if (!Signatures.ALGORITHMS.contains(algorithm)
                || (!offered.isEmpty() && !offered.contains(algorithm.getName()))) {
            throw refused("alg: not one that is accepted and offered");
        }
        if (keys.candidates(header).stream().noneMatch(key -> Signatures.verifies(token, key))) {
            throw refused("signature: by none of the upstream's keys");
        }
    }

    private static void requireAudience(JsonObject claims, Expected expected) {
        List<String> audiences = audiences(claims.get("aud"));
        if (audiences.stream().noneMatch(expected.audiences()::contains)) {
            throw refused("aud: not meant for this client");
        }
        Optional<JsonElement> party = Optional.ofNullable(claims.get("azp"));
        boolean isOurs =
                text(claims, "azp").filter(expected.audiences()::contains).isPresent();
        // A token for several must say who it was made for.
        if ((party.isPresent() || audiences.size() > 1) && !isOurs) {
            throw refused("azp: not made for this client");
        }
    }

    private static List<String> audiences(@Nullable JsonElement claim) {
        List<String> audiences = new ArrayList<>();
        if (claim instanceof JsonPrimitive one && one.isString()) {
            audiences.add(one.getAsString());
        }
        if (claim instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (!(element instanceof JsonPrimitive one && one.isString())) {
                    throw refused("aud: expected texts");
                }
                audiences.add(element.getAsString());
            }
        }
        return audiences;
    }

    private void requireTimes(JsonObject claims) {
        long now = clock.instant().getEpochSecond();
        long leeway = skew.toSeconds();
        long expiry = seconds(claims, "exp").orElseThrow(() -> refused("exp: missing"));
        if (expiry + leeway <= now) {
            throw refused("exp: expired");
        }
        long issued = seconds(claims, "iat").orElseThrow(() -> refused("iat: missing"));
        if (issued - leeway > now) {
            throw refused("iat: in the future");
        }
        if (seconds(claims, "nbf").filter(begin -> begin - leeway > now).isPresent()) {
            throw refused("nbf: in the future");
        }
    }

    /** A time within a range in which sums cannot overflow. */
    private static Optional<Long> seconds(JsonObject claims, String name) {
        if (!claims.has(name)) {
            return Optional.empty();
        }
        if (claims.get(name) instanceof JsonPrimitive number && number.isNumber()) {
            double value = number.getAsDouble();
            if (value >= 0 && value < 1e12) {
                return Optional.of((long) value);
            }
        }
        throw refused(name + ": expected seconds");
    }

    private static void requireText(JsonObject claims, String name, String expected) {
        byte[] found = text(claims, name).orElse("").getBytes(UTF_8);
        if (!MessageDigest.isEqual(found, expected.getBytes(UTF_8))) {
            throw refused(name + ": missing or another one than expected");
        }
    }

    /** Section 3.1.3.6: optional, but if it is there it must be right. */
    private static void requireHash(JsonObject claims, JWSHeader header, String accessToken) {
        if (claims.has("at_hash")) {
            byte[] hash = digest(header.getAlgorithm()).digest(accessToken.getBytes(US_ASCII));
            byte[] half = Arrays.copyOf(hash, hash.length / 2);
            requireText(
                    claims, "at_hash", Base64.getUrlEncoder().withoutPadding().encodeToString(half));
        }
    }

    private static MessageDigest digest(JWSAlgorithm algorithm) {
        String name = algorithm.getName();
        String bits = name.equals("EdDSA") ? "512" : name.substring(2);
        try {
            return MessageDigest.getInstance("SHA-" + bits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-" + bits + ": every Java runtime has it", e);
        }
    }

    private static Optional<String> text(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    private static SignInRefusedException refused(String problem) {
        return SignInRefusedException.invalidAnswer("ID token: " + problem);
    }
}
