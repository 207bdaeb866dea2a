package io.narthex.connector.oidc.internal;

import static io.narthex.connector.oidc.internal.HostileToken.signed;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Key sets with keys by which nobody may be believed, and sets that no two readers read alike, or that only cost time. */
final class HostileKeySets {

    private static final String KID = "odd";
    private static final String BY_NONE = "ID token: signature: by none";
    private static final KeyPair PAIR = TestKeys.STRANGER;
    private static final BigInteger MODULUS = ((RSAPublicKey) PAIR.getPublic()).getModulus();
    private static final TextbookRsa.LongKey LONG = TextbookRsa.LongKey.of(8, 1040);

    private HostileKeySets() {}

    static List<HostileToken> all() {
        return List.of(
                by("a key that is too small", TestKeys.SMALL_RSA.getPrivate(), TestKeys.jwk(KID, TestKeys.SMALL_RSA)),
                by("a key for encryption", jwk(x -> x.replace("\"use\":\"sig\"", "\"use\":\"enc\""))),
                by("a key for other operations", jwk(x -> x.replace("\"use\":\"sig\"", "\"key_ops\":[\"encrypt\"]"))),
                by("a key for another algorithm", jwk(x -> x.replace("{", "{\"alg\":\"RS512\","))),
                by(
                        "a key of which everybody has the private half",
                        jwk(x -> x.replace("{", "{\"d\":\"" + secret() + "\","))),
                forged(
                        "an RSA key whose exponent is one",
                        "RS256",
                        rsa(MODULUS, BigInteger.ONE),
                        input -> TextbookRsa.forExponentOne(input, MODULUS),
                        Careless.TEXTBOOK_RSA),
                forged(
                        "the root of a cube, for an RSA key whose exponent is three",
                        "RS256",
                        rsa(MODULUS, BigInteger.valueOf(3)),
                        input -> TextbookRsa.cubeRoot(input, MODULUS),
                        Careless.PADDING_NOT_READ_TO_ITS_END),
                forged(
                        "an RSA key that takes long to reckon with",
                        "RS256",
                        rsa(LONG.modulus(), TextbookRsa.LongKey.EXPONENT),
                        LONG::sign,
                        Careless.TEXTBOOK_RSA),
                forged(
                        "an elliptic key that is not on its curve",
                        "ES256",
                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"odd\",\"x\":\""
                                + TestKeys.number(TextbookEcdsa.ofOrderTwo().x(), 32) + "\",\"y\":\""
                                + TestKeys.number(TextbookEcdsa.ofOrderTwo().y(), 32) + "\"}",
                        input -> TextbookEcdsa.forged(sha256(input)),
                        Careless.TEXTBOOK_ECDSA),
                good("a set of too many keys", "keys of the upstream: ", upstream -> {
                    for (int i = 0; i < 100; i++) {
                        upstream.keys.jwks.add("{\"kty\":\"unheard-of\",\"kid\":\"" + i + "\"}");
                    }
                }),
                written("keys named twice", x -> "{\"keys\":[]," + x.substring(1)),
                written("a set without quotes around names", x -> x.replace("\"keys\"", "keys")),
                written(
                        "a set nested too deep",
                        x -> "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "," + x.substring(1)),
                written("a set that is too long", x -> "{\"x\":\"" + "x".repeat(2 << 20) + "\"," + x.substring(1)));
    }

    private static HostileToken by(String name, String jwk) {
        return by(name, PAIR.getPrivate(), jwk);
    }

    private static HostileToken by(String name, PrivateKey key, String jwk) {
        return signed(
                        name,
                        claims -> TestKeys.signed(
                                "{\"alg\":\"RS256\",\"kid\":\"odd\"}", HostileToken.json(claims), "RS256", key),
                        BY_NONE,
                        Careless.ONLY_SIGNATURE)
                .at(upstream -> upstream.keys.jwks.add(jwk));
    }

    private static HostileToken forged(
            String name, String algorithm, String jwk, Function<byte[], byte[]> signer, Careless careless) {
        return signed(
                        name,
                        claims -> {
                            String input = TestKeys.input(
                                    "{\"alg\":\"" + algorithm + "\",\"kid\":\"odd\"}", HostileToken.json(claims));
                            return input + "." + TestKeys.base64(signer.apply(input.getBytes(US_ASCII)));
                        },
                        BY_NONE,
                        careless)
                .at(upstream -> upstream.keys.jwks.add(jwk));
    }

    /** A good token beside a bad set. */
    private static HostileToken good(String name, String cause, Consumer<FakeOidcUpstream> upstream) {
        return signed(
                        name,
                        claims -> TestKeys.signed(HostileToken.RS256, claims, TestKeys.RSA.getPrivate()),
                        cause,
                        Careless.ONLY_SIGNATURE)
                .at(upstream);
    }

    private static HostileToken written(String name, UnaryOperator<String> change) {
        return good(name, "GET ", upstream -> upstream.keys.form = change);
    }

    private static String jwk(UnaryOperator<String> change) {
        return change.apply(TestKeys.jwk(KID, PAIR));
    }

    private static String rsa(BigInteger modulus, BigInteger exponent) {
        return "{\"kty\":\"RSA\",\"kid\":\"odd\",\"n\":\"" + TestKeys.number(modulus, TextbookRsa.length(modulus))
                + "\",\"e\":\"" + TestKeys.number(exponent, TextbookRsa.length(exponent)) + "\"}";
    }

    private static String secret() {
        return TestKeys.number(((RSAPrivateKey) PAIR.getPrivate()).getPrivateExponent(), TextbookRsa.length(MODULUS));
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
