package io.narthex.keys.internal;

import io.narthex.keys.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Seals and opens with the {@link KeyRing}. */
final class RingSealer implements Sealer {

    private static final int MAX_PURPOSE_CHARS = 64;
    private static final int MAX_SEALED_CHARS = (MAX_CONTENT_BYTES + SealingKey.OVERHEAD_BYTES) / 3 * 4 + 4;

    private final KeyRing ring;

    RingSealer(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public String seal(String purpose, byte[] content) {
        requireFit(purpose, content);
        return seal(ring.keys().sealing().orElseThrow(), purpose, content);
    }

    @Override
    public String sealForStore(String purpose, byte[] content) {
        requireFit(purpose, content);
        Optional<SealingKey> key = ring.keys().storing();
        // A ring that an older version wrote gets its first such key within seconds.
        return seal(key.orElseGet(this::awaitedKey), purpose, content);
    }

    private SealingKey awaitedKey() {
        return ring.keys(live -> live.storing().isPresent(), SealingKey.STORE_SLOT)
                .storing()
                .orElseThrow();
    }

    private static void requireFit(String purpose, byte[] content) {
        if (purpose.isEmpty() || purpose.length() > MAX_PURPOSE_CHARS) {
            throw new IllegalArgumentException(
                    "purpose: expected 1 to " + MAX_PURPOSE_CHARS + " characters, got " + purpose.length());
        }
        if (content.length > MAX_CONTENT_BYTES) {
            throw new IllegalArgumentException(
                    "content: expected at most " + MAX_CONTENT_BYTES + " bytes, got " + content.length);
        }
    }

    private static String seal(SealingKey key, String purpose, byte[] content) {
        return Base64Url.encode(key.seal(purpose.getBytes(StandardCharsets.UTF_8), content));
    }

    @Override
    public Optional<byte[]> open(String purpose, String sealed) {
        if (sealed.length() > MAX_SEALED_CHARS) {
            return Optional.empty();
        }
        return Base64Url.decode(sealed).flatMap(bytes -> SealingKey.idOf(bytes)
                .flatMap(this::openingKey)
                .flatMap(key -> key.open(purpose.getBytes(StandardCharsets.UTF_8), bytes)));
    }

    private Optional<SealingKey> openingKey(long id) {
        Optional<SealingKey> known = ring.keys().toOpen(id);
        return known.isPresent() ? known : ring.freshKeys().toOpen(id);
    }
}
