package io.narthex.connector.support.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/** Signs the statement with which a client proves who it is. */
record ClientAssertion(PrivateKey key, Optional<String> keyId, Clock clock) {

    private static final long SECONDS_GOOD = 60;

    String of(String clientId, String audience) {
        boolean isRsa = key.getAlgorithm().equals("RSA");
        JsonObject header = new JsonObject();
        header.addProperty("alg", isRsa ? "RS256" : "ES256");
        header.addProperty("typ", "JWT");
        keyId.ifPresent(id -> header.addProperty("kid", id));
        long now = clock.instant().getEpochSecond();
        JsonObject claims = new JsonObject();
        claims.addProperty("iss", clientId);
        claims.addProperty("sub", clientId);
        claims.addProperty("aud", audience);
        claims.addProperty("jti", Secrets.random());
        claims.addProperty("iat", now);
        claims.addProperty("exp", now + SECONDS_GOOD);
        String signed = base64(header.toString().getBytes(UTF_8)) + "."
                + base64(claims.toString().getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("client key: cannot sign", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
