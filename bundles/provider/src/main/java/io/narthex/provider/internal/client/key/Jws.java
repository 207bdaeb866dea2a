package io.narthex.provider.internal.client.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import io.narthex.connector.support.jose.Signatures;
import io.narthex.provider.internal.client.Credentials;
import java.text.ParseException;

/** Asks the library whether a signature holds. Apart from all else, so that nothing of it is loaded before there is one. */
final class Jws {

    private Jws() {}

    static boolean isByKey(ClientJwt jwt, ClientKeys keys, Credentials credentials) {
        JWSObject jws = parse(jwt);
        return keys.anyMatch(credentials, jws.getHeader(), key -> Signatures.verifies(jws, key));
    }

    static boolean isBySecret(ClientJwt jwt, byte[] secret) {
        try {
            return parse(jwt).verify(new MACVerifier(secret));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static JWSObject parse(ClientJwt jwt) {
        try {
            return JWSObject.parse(jwt.text());
        } catch (ParseException | IllegalArgumentException e) {
            throw new RefusedJwtException("expected a signed JWT");
        }
    }
}
