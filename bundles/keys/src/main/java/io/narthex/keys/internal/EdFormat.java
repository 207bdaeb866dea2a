package io.narthex.keys.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ed25519 keys (RFC 8037 section 2). A point is written as RFC 8032 section 5.1.2 says: y, lowest byte first, and a bit of x. */
record EdFormat() implements KeyFormat.Asymmetric {

    private static final String CURVE = "Ed25519";
    private static final int SIZE = 32;
    private static final int ODD = 0x80;

    @Override
    public Map<String, String> generate(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(CURVE);
        generator.initialize(NamedParameterSpec.ED25519, random);
        KeyPair pair = generator.generateKeyPair();
        byte[] secret = ((EdECPrivateKey) pair.getPrivate())
                .getBytes()
                .orElseThrow(() -> new InvalidKeyException("this Java does not show the key that it made"));
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", CURVE);
        jwk.put("x", text(((EdECPublicKey) pair.getPublic()).getPoint()));
        jwk.put("d", Base64Url.encode(secret));
        return jwk;
    }

    @Override
    public List<String> publicMembers() {
        return List.of("kty", "crv", "x");
    }

    @Override
    public PublicKey publicKey(Map<String, String> jwk) throws GeneralSecurityException {
        byte[] bytes = reversed(bytes(jwk, "x"));
        boolean odd = (bytes[0] & ODD) != 0;
        bytes[0] &= (byte) ~ODD;
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, bytes));
        return KeyFactory.getInstance(CURVE).generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    @Override
    public PrivateKey privateKey(Map<String, String> jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance(CURVE)
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes(jwk, "d")));
    }

    private static byte[] bytes(Map<String, String> jwk, String name) throws InvalidKeyException {
        byte[] bytes = KeyFormat.bytes(jwk, name);
        if (bytes.length != SIZE) {
            throw new InvalidKeyException(name + ": expected " + SIZE + " bytes, got " + bytes.length);
        }
        return bytes;
    }

    private static String text(EdECPoint point) {
        byte[] number = point.getY().toByteArray();
        byte[] filled = new byte[SIZE];
        int digits = Math.min(number.length, SIZE);
        System.arraycopy(number, number.length - digits, filled, SIZE - digits, digits);
        filled[0] |= (byte) (point.isXOdd() ? ODD : 0);
        return Base64Url.encode(reversed(filled));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            reversed[at] = bytes[bytes.length - 1 - at];
        }
        return reversed;
    }
}
