package io.narthex.keys.internal;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Elliptic-curve keys (RFC 7518 section 6.2).
 *
 * @param crv the curve as JOSE calls it
 * @param curve the curve as Java calls it
 * @param size bytes of a coordinate; all numbers are filled up to it
 */
record EcFormat(String crv, String curve, int size) implements KeyFormat.Asymmetric {

    @Override
    public Map<String, String> generate(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve), random);
        KeyPair pair = generator.generateKeyPair();
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", crv);
        jwk.put("x", text(point.getAffineX()));
        jwk.put("y", text(point.getAffineY()));
        jwk.put("d", text(((ECPrivateKey) pair.getPrivate()).getS()));
        return jwk;
    }

    @Override
    public List<String> publicMembers() {
        return List.of("kty", "crv", "x", "y");
    }

    @Override
    public PublicKey publicKey(Map<String, String> jwk) throws GeneralSecurityException {
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters()));
    }

    @Override
    public PrivateKey privateKey(Map<String, String> jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), parameters()));
    }

    private ECParameterSpec parameters() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(Map<String, String> jwk, String name) {
        return new BigInteger(1, KeyFormat.bytes(jwk, name));
    }

    private String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] filled = new byte[size];
        int digits = Math.min(bytes.length, size);
        System.arraycopy(bytes, bytes.length - digits, filled, size - digits, digits);
        return Base64Url.encode(filled);
    }
}
