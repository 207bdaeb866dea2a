package io.narthex.provider.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import org.junit.function.ThrowingRunnable;

/** Says that a request must be refused. */
public final class Refusals {

    private Refusals() {}

    public static OAuthException assertRefused(ErrorCode error, ThrowingRunnable request) {
        OAuthException refusal = assertThrows(OAuthException.class, request);
        assertEquals(refusal.description() + " / " + refusal.detail(), error, refusal.error());
        return refusal;
    }
}
