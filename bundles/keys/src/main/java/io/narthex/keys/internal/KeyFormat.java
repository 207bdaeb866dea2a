package io.narthex.keys.internal;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a kind of key is made and spelt as the members of a JWK (RFC 7518 section 6). */
interface KeyFormat {

    /** Makes a key with all its members. */
    Map<String, String> generate(SecureRandom random) throws GeneralSecurityException;

    /** What is left of a key when it has been replaced. */
    Map<String, String> retired(Map<String, String> jwk);

    /** A key of two halves. */
    interface Asymmetric extends KeyFormat {

        /** The members that anybody may see, {@code kty} first, in the order of the key set. */
        List<String> publicMembers();

        PublicKey publicKey(Map<String, String> jwk) throws GeneralSecurityException;

        PrivateKey privateKey(Map<String, String> jwk) throws GeneralSecurityException;

        /** The public half: that is all it takes to check old tokens. */
        @Override
        default Map<String, String> retired(Map<String, String> jwk) {
            Map<String, String> members = new LinkedHashMap<>();
            publicMembers().forEach(name -> members.put(name, member(jwk, name)));
            return members;
        }
    }

    /**
     * A member that must be there.
     *
     * @throws RingDamagedException if it is not
     */
    static String member(Map<String, String> jwk, String name) {
        String value = jwk.get(name);
        if (value == null) {
            throw new RingDamagedException("jwk: no member '" + name + "'");
        }
        return value;
    }

    /** A member that holds bytes. */
    static byte[] bytes(Map<String, String> jwk, String name) {
        return Base64Url.decode(member(jwk, name))
                .orElseThrow(() -> new RingDamagedException("jwk: member '" + name + "' is not base64url"));
    }
}
