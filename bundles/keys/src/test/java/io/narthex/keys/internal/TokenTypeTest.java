package io.narthex.keys.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.Test;

/** A token of one kind is never taken for another. */
public final class TokenTypeTest {

    private static final String PAYLOAD = "{\"sub\":\"a\"}";
    private static final String ACCESS = "at+jwt";
    private static final String LOGOUT = "logout+jwt";
    private static final WatchedStore STORE = new WatchedStore();
    private static final Policies POLICIES = Policies.usual();
    private static final KeyRing RING =
            new KeyRing(STORE, POLICIES, new JumpingClock(), Jca.PREFERRED, Duration.ofMinutes(1));

    private final Signer signer = new RingSigner(RING, POLICIES);

    @AfterClass
    public static void stop() {
        RING.close();
    }

    @Test
    public void namesTheKindBetweenAlgorithmAndKey() {
        String jws = signer.sign(SigningAlgorithm.ES256, ACCESS, PAYLOAD);
        String kid = Node.kids(signer.keySet()).get(0);
        assertEquals("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}", header(jws));
    }

    @Test
    public void acceptsEachKindAsItselfAlone() {
        String id = signer.sign(SigningAlgorithm.ES256, PAYLOAD);
        String access = signer.sign(SigningAlgorithm.ES256, ACCESS, PAYLOAD);
        assertEquals(Optional.of(PAYLOAD), signer.verify(id));
        assertEquals(Optional.empty(), signer.verify(access));
        assertEquals(Optional.of(PAYLOAD), signer.verify(ACCESS, access));
        assertEquals(Optional.empty(), signer.verify(ACCESS, id));
        assertEquals(Optional.empty(), signer.verify(LOGOUT, access));
        assertEquals(Optional.empty(), signer.verify("AT+JWT", access));
        assertEquals(Optional.empty(), signer.verify("application/at+jwt".replace('/', '.'), access));
    }

    @Test
    public void refusesATokenWhoseKindWasExchanged() {
        String id = signer.sign(SigningAlgorithm.ES256, PAYLOAD);
        String access = signer.sign(SigningAlgorithm.ES256, ACCESS, PAYLOAD);
        String logout = signer.sign(SigningAlgorithm.ES256, LOGOUT, PAYLOAD);
        assertEquals(Optional.empty(), signer.verify(ACCESS, withHeaderOf(access, id)));
        assertEquals(Optional.empty(), signer.verify(ACCESS, withHeaderOf(access, logout)));
        assertEquals(Optional.empty(), signer.verify(withHeaderOf(id, access)));
    }

    @Test
    public void refusesAHeaderThatItDoesNotWriteThoughItsKeySignedIt() throws Exception {
        String written = header(signer.sign(SigningAlgorithm.ES256, ACCESS, PAYLOAD));
        assertEquals(Optional.of(PAYLOAD), signer.verify(ACCESS, signedByOurKey(written)));
        String kid = written.substring(written.indexOf(",\"kid\""));
        for (String other : new String[] {
            "{\"typ\":\"at+jwt\",\"alg\":\"ES256\"" + kid,
            written.replace("{\"alg\":\"ES256\",", "{").replace("}", ",\"alg\":\"ES256\"}"),
            written.replace("}", " }"),
            written.replace("}", ",\"crit\":[\"b64\"],\"b64\":false}"),
            written.replace("ES256", "ES384"),
            written.replace("ES256", "none"),
            written.replace("at+jwt", "")
        }) {
            assertEquals(other, Optional.empty(), signer.verify(ACCESS, signedByOurKey(other)));
            assertEquals(other, Optional.empty(), signer.verify(signedByOurKey(other)));
        }
    }

    @Test
    public void refusesATypeThatIsNone() {
        for (String none :
                new String[] {"", "a b", "a\"b", "a\\", "application/at+jwt", "\u00e4", "a\n", "a".repeat(65)}) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class, () -> signer.sign(SigningAlgorithm.ES256, none, PAYLOAD));
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message, message.startsWith("type: ") && message.contains("'" + none + "'"));
            assertThrows(IllegalArgumentException.class, () -> signer.verify(none, "a.b.c"));
        }
    }

    @Test
    public void acceptsTheLongestTypeAndTheLongestPayloadTogether() {
        String type = "t".repeat(Signer.MAX_TYPE_CHARS);
        String payload = "a".repeat(Signer.MAX_PAYLOAD_BYTES);
        String jws = signer.sign(SigningAlgorithm.ES256, type, payload);
        assertEquals(Optional.of(payload), signer.verify(type, jws));
        assertThrows(IllegalArgumentException.class, () -> signer.sign(SigningAlgorithm.ES256, type, payload + "a"));
    }

    private static String signedByOurKey(String header) throws GeneralSecurityException {
        Ring.Key key = RingJson.read(STORE.body()).slot("ES256").current().orElseThrow();
        Signature signature = JwsAlgorithm.ES256.signature(Jca.PREFERRED);
        signature.initSign(JwsAlgorithm.ES256.format().privateKey(key.jwk()));
        String input = encoded(header) + "." + encoded(PAYLOAD);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64Url.encode(signature.sign());
    }

    private static String encoded(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String withHeaderOf(String one, String rest) {
        return one.substring(0, one.indexOf('.')) + rest.substring(rest.indexOf('.'));
    }

    private static String header(String jws) {
        byte[] bytes = Base64Url.decode(jws.substring(0, jws.indexOf('.'))).orElseThrow();
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
