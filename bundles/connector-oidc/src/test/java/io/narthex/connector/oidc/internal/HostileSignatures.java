package io.narthex.connector.oidc.internal;

import static io.narthex.connector.oidc.internal.HostileToken.RS256;
import static io.narthex.connector.oidc.internal.HostileToken.signed;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** Signatures that are missing, somebody else's, or say something else than they seem to. */
final class HostileSignatures {

    private static final PrivateKey RSA = TestKeys.RSA.getPrivate();
    private static final PrivateKey EC = TestKeys.EC.getPrivate();
    private static final PrivateKey STRANGER = TestKeys.STRANGER.getPrivate();
    private static final String NOT_ACCEPTED = "ID token: alg: not one that is accepted";
    private static final String BY_NONE = "ID token: signature: by none";
    private static final String NO_JWT = "ID token: expected a signed JWT";
    private static final String HEADER = "ID token: header: ";

    private HostileSignatures() {}

    static List<HostileToken> all() {
        List<HostileToken> all = new ArrayList<>(missing());
        all.addAll(secrets());
        all.addAll(keysOfTheToken());
        all.addAll(otherKeys());
        all.addAll(others());
        return all;
    }

    private static List<HostileToken> missing() {
        List<HostileToken> all = new ArrayList<>();
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            all.add(header("alg '" + none + "'", "{\"alg\":\"" + none + "\"}", NO_JWT, Careless.NONE_IS_AN_ALGORITHM));
        }
        String twice = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"alg\":\"none\"}";
        all.add(header("alg twice, none behind", twice, NO_JWT, Careless.NONE_IS_AN_ALGORITHM));
        all.add(header("signature left out", HostileToken.json(RS256), NO_JWT, Careless.SIGNATURE_IF_ANY));
        all.add(signed(
                "signature cut short",
                claims -> {
                    String token = TestKeys.signed(RS256, claims, RSA);
                    return token.substring(0, token.length() - 8);
                },
                BY_NONE,
                Careless.NO_SIGNATURE));
        all.add(signed(
                        "claims changed after signing",
                        claims -> {
                            String token = TestKeys.signed(RS256, claims, RSA);
                            String changed = HostileToken.json(HostileToken.with(claims, "sub", "admin"));
                            return TestKeys.input(HostileToken.json(RS256), changed)
                                    + token.substring(token.lastIndexOf('.'));
                        },
                        BY_NONE,
                        Careless.NO_SIGNATURE)
                .takenFor("admin"));
        all.add(signed(
                "signed by a stranger",
                claims -> TestKeys.signed(RS256, claims, STRANGER),
                BY_NONE,
                Careless.NO_SIGNATURE));
        return all;
    }

    private static List<HostileToken> secrets() {
        byte[] published = "secret-secret-secret-secret-secret".getBytes(StandardCharsets.US_ASCII);
        byte[] clients = FakeOidcUpstream.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8);
        byte[] jwk = TestKeys.jwk("rsa", TestKeys.RSA).getBytes(StandardCharsets.UTF_8);
        return List.of(
                hmac("public key", "rsa", TestKeys.RSA.getPublic().getEncoded(), Careless.PUBLIC_KEY_AS_SECRET),
                hmac("public key as it is published", "rsa", jwk, Careless.PUBLIC_KEY_AS_SECRET),
                hmac("published secret", "oct", published, Careless.PUBLISHED_SECRET),
                hmac("client's secret", "rsa", clients, Careless.CLIENT_SECRET));
    }

    private static List<HostileToken> keysOfTheToken() {
        String jwk = "{\"alg\":\"RS256\",\"jwk\":" + TestKeys.jwk("own", TestKeys.STRANGER) + "}";
        String x5c = "{\"alg\":\"RS256\",\"x5c\":[\"" + TestCertificate.base64(TestKeys.STRANGER) + "\"]}";
        String jku = "{\"alg\":\"RS256\",\"kid\":\"own\",\"jku\":\"https://evil.example/keys\"}";
        String x5u = "{\"alg\":\"RS256\",\"kid\":\"own\",\"x5u\":\"https://evil.example/keys\"}";
        return List.of(
                written("a key in the header (jwk)", jwk, STRANGER, BY_NONE, Careless.KEY_OF_THE_TOKEN),
                written("a certificate in the header (x5c)", x5c, STRANGER, BY_NONE, Careless.KEY_OF_THE_TOKEN),
                written("an address of keys (jku)", jku, STRANGER, BY_NONE, Careless.KEY_OF_THE_TOKEN),
                written("an address of certificates (x5u)", x5u, STRANGER, BY_NONE, Careless.KEY_OF_THE_TOKEN));
    }

    private static List<HostileToken> otherKeys() {
        return List.of(
                by("a key of another name", Map.of("alg", "RS256", "kid", "x"), RSA, BY_NONE, Careless.EVERY_KEY),
                by("a key of another type", Map.of("alg", "RS256", "kid", "ec"), RSA, BY_NONE, Careless.EVERY_KEY),
                by(
                        "an algorithm of another key",
                        Map.of("alg", "ES256", "kid", "rsa"),
                        EC,
                        BY_NONE,
                        Careless.EVERY_KEY),
                by(
                        "an algorithm that the upstream does not offer",
                        Map.of("alg", "RS512", "kid", "rsa"),
                        RSA,
                        NOT_ACCEPTED,
                        Careless.ONLY_SIGNATURE),
                by(
                                "an algorithm of another curve",
                                Map.of("alg", "ES384", "kid", "ec"),
                                EC,
                                BY_NONE,
                                Careless.ONLY_SIGNATURE)
                        .at(upstream -> upstream.metadata.remove("id_token_signing_alg_values_supported")));
    }

    private static List<HostileToken> others() {
        String crit = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"x\"],\"x\":1}";
        String b64 = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"b64\"],\"b64\":false}";
        String kidTwice = "{\"alg\":\"RS256\",\"kid\":\"ec\",\"kid\":\"rsa\"}";
        return List.of(
                written("crit with something unknown", crit, RSA, HEADER, Careless.ONLY_SIGNATURE),
                written("b64 off", b64, RSA, HEADER, Careless.ONLY_SIGNATURE),
                written("kid twice", kidTwice, RSA, NO_JWT, Careless.ONLY_SIGNATURE),
                by(
                        "an access token",
                        Map.of("alg", "RS256", "kid", "rsa", "typ", "at+jwt"),
                        RSA,
                        HEADER,
                        Careless.ONLY_SIGNATURE),
                by(
                        "a logout token",
                        Map.of("alg", "RS256", "kid", "rsa", "typ", "application/Logout+JWT"),
                        RSA,
                        HEADER,
                        Careless.ONLY_SIGNATURE),
                signed(
                        "ES256 of zeros",
                        claims -> TestKeys.input("{\"alg\":\"ES256\",\"kid\":\"ec\"}", HostileToken.json(claims)) + "."
                                + TestKeys.base64(new byte[64]),
                        BY_NONE,
                        Careless.TEXTBOOK_ECDSA));
    }

    private static HostileToken header(String name, String header, String cause, Careless careless) {
        return signed(name, claims -> TestKeys.input(header, HostileToken.json(claims)) + ".", cause, careless);
    }

    private static HostileToken hmac(String name, String kid, byte[] secret, Careless careless) {
        String header = "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
        return signed(
                "HS256 with the " + name,
                claims -> TestKeys.signed(
                        header, HostileToken.json(claims), "HS256", new SecretKeySpec(secret, "HmacSHA256")),
                NOT_ACCEPTED,
                careless);
    }

    private static HostileToken by(
            String name, Map<String, Object> header, PrivateKey key, String cause, Careless careless) {
        return signed(name, claims -> TestKeys.signed(header, claims, key), cause, careless);
    }

    private static HostileToken written(String name, String header, PrivateKey key, String cause, Careless careless) {
        return signed(
                name, claims -> TestKeys.signed(header, HostileToken.json(claims), "RS256", key), cause, careless);
    }
}
