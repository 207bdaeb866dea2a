package io.narthex.keys.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RSA keys (RFC 7518 section 6.3). */
record RsaFormat(int bits) implements KeyFormat.Asymmetric {

    @Override
    public Map<String, String> generate(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits, random);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("n", text(key.getModulus()));
        jwk.put("e", text(key.getPublicExponent()));
        jwk.put("d", text(key.getPrivateExponent()));
        jwk.put("p", text(key.getPrimeP()));
        jwk.put("q", text(key.getPrimeQ()));
        jwk.put("dp", text(key.getPrimeExponentP()));
        jwk.put("dq", text(key.getPrimeExponentQ()));
        jwk.put("qi", text(key.getCrtCoefficient()));
        return jwk;
    }

    @Override
    public List<String> publicMembers() {
        return List.of("kty", "n", "e");
    }

    @Override
    public PublicKey publicKey(Map<String, String> jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }

    @Override
    public PrivateKey privateKey(Map<String, String> jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        number(jwk, "n"),
                        number(jwk, "e"),
                        number(jwk, "d"),
                        number(jwk, "p"),
                        number(jwk, "q"),
                        number(jwk, "dp"),
                        number(jwk, "dq"),
                        number(jwk, "qi")));
    }

    private static BigInteger number(Map<String, String> jwk, String name) {
        return new BigInteger(1, KeyFormat.bytes(jwk, name));
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        boolean signByte = bytes.length > 1 && bytes[0] == 0;
        return Base64Url.encode(signByte ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
