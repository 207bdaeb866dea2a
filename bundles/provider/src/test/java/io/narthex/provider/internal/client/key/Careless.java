package io.narthex.provider.internal.client.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Believes whatever the header of a JWT says about how to check it, and looks at no claim. What it takes is properly signed in
 * the sense of its header, so that a refusal by the real thing is due to the rule in question.
 */
public final class Careless {

    private Careless() {}

    public static boolean takes(String jwt, String jwks, String secret) {
        String[] parts = jwt.split("\\.", -1);
        JsonObject header = JsonParser.parseString(
                        new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8))
                .getAsJsonObject();
        String algorithm = header.get("alg").getAsString();
        if (algorithm.toLowerCase(Locale.ROOT).equals("none")) {
            return true;
        }
        try {
            JWSObject jws = JWSObject.parse(jwt);
            List<JWK> keys = new ArrayList<>(JWKSet.parse(jwks).getKeys());
            JsonElement own = header.get("jwk");
            if (own != null) {
                keys.add(JWK.parse(own.toString()));
            }
            if (algorithm.startsWith("HS")) {
                return jws.verify(new MACVerifier(secret.getBytes(UTF_8))) || byPublicKey(jws, keys);
            }
            for (JWK key : keys) {
                if (verifies(jws, key)) {
                    return true;
                }
            }
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The oldest mistake: the public key, of which nobody makes a secret, as the secret. */
    private static boolean byPublicKey(JWSObject jws, List<JWK> keys) throws Exception {
        for (JWK key : keys) {
            if (key instanceof RSAKey rsa
                    && jws.verify(new MACVerifier(rsa.toPublicKey().getEncoded()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean verifies(JWSObject jws, JWK key) throws Exception {
        JWSHeader header = jws.getHeader();
        boolean ec = header.getAlgorithm().getName().startsWith("ES");
        if (key instanceof RSAKey rsa && !ec) {
            PublicKey found = rsa.toPublicKey();
            return jws.verify(new RSASSAVerifier((RSAPublicKey) found, header.getCriticalParams()));
        }
        return ec
                && key instanceof com.nimbusds.jose.jwk.ECKey one
                && one.getCurve().equals(com.nimbusds.jose.jwk.Curve.P_256)
                && jws.verify(new ECDSAVerifier((ECPublicKey) one.toPublicKey(), header.getCriticalParams()));
    }
}
