package io.narthex.connector.oidc.internal;

import static io.narthex.connector.oidc.internal.HostileToken.RS256;
import static io.narthex.connector.oidc.internal.HostileToken.saying;
import static io.narthex.connector.oidc.internal.HostileToken.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rightly signed by the upstream, and still not for us, not now, or not to be read in one way only. */
final class HostileClaims {

    private static final String CLIENT = FakeOidcUpstream.CLIENT_ID;

    private HostileClaims() {}

    static List<HostileToken> all() {
        List<HostileToken> all = new ArrayList<>(meantForOthers());
        all.addAll(times());
        all.addAll(missing());
        all.addAll(subjects());
        all.addAll(shapes());
        return all;
    }

    private static List<HostileToken> meantForOthers() {
        return List.of(
                saying("iss", "https://evil.example", "iss of another", "iss: "),
                signed(
                        "iss with a slash more",
                        claims -> TestKeys.signed(
                                RS256,
                                HostileToken.with(claims, "iss", claims.get("iss") + "/"),
                                TestKeys.RSA.getPrivate()),
                        "ID token: iss: ",
                        Careless.ONLY_SIGNATURE),
                saying("iss", List.of("https://evil.example"), "iss of another type", "iss: "),
                saying("aud", "another", "aud of another client", "aud: "),
                saying("aud", CLIENT + "2", "aud that begins like ours", "aud: "),
                saying("aud", List.of(), "aud empty", "aud: "),
                saying("aud", Map.of("a", CLIENT), "aud of another type", "aud: "),
                saying("aud", List.of(CLIENT, 1), "aud with something else in it", "aud: "),
                saying("aud", List.of(CLIENT, "b"), "two audiences without azp", "azp: "),
                saying("azp", "another", "azp of another client", "azp: "),
                saying("azp", List.of(CLIENT), "azp of another type", "azp: "),
                saying("nonce", "another", "nonce of another sign-in", "nonce: "),
                saying("nonce", "", "nonce empty", "nonce: "),
                saying("nonce", Map.of("a", 1), "nonce of another type", "nonce: "),
                saying("at_hash", TestKeys.halfHash("another"), "at_hash of another token", "at_hash: "),
                saying("at_hash", 1, "at_hash of another type", "at_hash: "));
    }

    private static List<HostileToken> times() {
        return List.of(
                saying("exp", now() - 61, "expired", "exp: expired"),
                saying("exp", -1, "exp negative", "exp: expected"),
                saying("exp", 1e300, "exp out of all bounds", "exp: expected"),
                saying("exp", "9999999999", "exp as a text", "exp: expected"),
                saying("exp", Map.of("a", 1), "exp of another type", "exp: expected"),
                saying("iat", now() + 90, "issued in the future", "iat: in the future"),
                saying("iat", Map.of("a", 1), "iat of another type", "iat: expected"),
                saying("nbf", now() + 90, "not valid yet", "nbf: in the future"),
                saying("nbf", "0", "nbf as a text", "nbf: expected"));
    }

    private static List<HostileToken> missing() {
        return List.of(
                saying("iss", Optional.empty(), "without iss", "iss: "),
                saying("aud", Optional.empty(), "without aud", "aud: "),
                saying("exp", Optional.empty(), "without exp", "exp: missing"),
                saying("iat", Optional.empty(), "without iat", "iat: missing"),
                saying("nonce", Optional.empty(), "without nonce", "nonce: "),
                saying("sub", Optional.empty(), "without sub", "sub: ")
                        .takenBy(Careless.MAIL_FOR_SUBJECT, "jane@example.com"));
    }

    private static List<HostileToken> subjects() {
        String longest = "x".repeat(256);
        return List.of(
                saying("sub", "", "sub empty", "sub: ").takenFor(""),
                saying("sub", " ", "sub blank", "sub: ").takenFor(" "),
                saying("sub", longest, "sub too long", "sub: ").takenFor(longest),
                saying("sub", 1, "sub as a number", "sub: ").takenFor("1"),
                saying("sub", Map.of("a", 1), "sub of another type", "sub: ").takenFor("{\"a\":1}"),
                signed(
                                "sub with a control character",
                                claims -> TestKeys.signed(
                                        RS256, HostileToken.with(claims, "sub", "a\u0000b"), TestKeys.RSA.getPrivate()),
                                "claim 'sub': expected",
                                Careless.ONLY_SIGNATURE)
                        .takenFor("a\u0000b"));
    }

    /** What one reader takes for one thing and another for another, or that only costs time. */
    private static List<HostileToken> shapes() {
        return List.of(
                written(
                        "sub twice",
                        json -> json.substring(0, json.length() - 1) + ",\"sub\":\"admin\"}",
                        "ID token: claims: ",
                        "admin"),
                written(
                        "claims without quotes around names",
                        json -> json.replace("\"sub\"", "sub"),
                        "ID token: claims: ",
                        HostileToken.JANE),
                written(
                        "claims with a comment",
                        json -> json.replaceFirst("\\{", "{/**/"),
                        "ID token: claims: ",
                        HostileToken.JANE),
                written(
                        "nested too deep",
                        json -> json.replaceFirst("\\{", "{\"x\":" + "[".repeat(200) + "]".repeat(200) + ","),
                        "ID token: claims: ",
                        HostileToken.JANE),
                written(
                        "too long",
                        json -> json.replaceFirst("\\{", "{\"x\":\"" + "y".repeat(70_000) + "\","),
                        "ID token: longer than",
                        HostileToken.JANE),
                signed(
                        "five parts, as if it were encrypted",
                        claims -> TestKeys.signed(RS256, claims, TestKeys.RSA.getPrivate()) + ".x.y",
                        "ID token: expected a signed JWT",
                        Careless.ONLY_SIGNATURE));
    }

    private static HostileToken written(String name, Function<String, String> change, String cause, String as) {
        return signed(
                        name,
                        claims -> TestKeys.signed(
                                "{\"alg\":\"RS256\",\"kid\":\"rsa\"}",
                                change.apply(HostileToken.json(claims)),
                                "RS256",
                                TestKeys.RSA.getPrivate()),
                        cause,
                        Careless.ONLY_SIGNATURE)
                .takenFor(as);
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
