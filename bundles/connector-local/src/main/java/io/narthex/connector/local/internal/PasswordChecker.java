package io.narthex.connector.local.internal;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.Bulkhead;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Checks passwords so that the time it takes says nothing of whether there is such a user, and so that many checks at once
 * leave the rest of the provider alone.
 */
final class PasswordChecker {

    private final Bulkhead bulkhead;

    /** How often each cost was met. */
    private final AtomicIntegerArray met = new AtomicIntegerArray(BcryptHash.MOST_COST + 1);

    PasswordChecker(Bulkhead bulkhead) {
        this.bulkhead = bulkhead;
    }

    /**
     * Whether this is the password that was stored. Where nothing was stored, the password is hashed all the same, at the
     * cost that stored ones mostly have.
     *
     * <p>A password that bcrypt would cut off, or in which it could not tell the end ({@code "a"} and {@code "a\0a"} have the
     * same hash), is never the right one.
     *
     * @throws UpstreamUnavailableException if too many passwords are being checked already
     */
    boolean matches(String password, Optional<BcryptHash> stored) {
        stored.ifPresent(hash -> met.incrementAndGet(hash.cost()));
        byte[] typed = password.getBytes(StandardCharsets.UTF_8);
        boolean usable = typed.length <= BcryptHash.MOST_BYTES && password.indexOf('\0') < 0;
        BcryptHash hash = stored.orElseGet(() -> BcryptHash.ofNobody(usualCost()));
        boolean equal = bulkhead.run(() -> hash.matches(usable ? typed : new byte[0]));
        return equal && usable && stored.isPresent();
    }

    private int usualCost() {
        int usual = BcryptHash.LEAST_COST;
        for (int cost = usual + 1; cost <= BcryptHash.MOST_COST; cost++) {
            usual = met.get(cost) > met.get(usual) ? cost : usual;
        }
        return usual;
    }
}
