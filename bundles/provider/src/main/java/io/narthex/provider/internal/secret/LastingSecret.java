package io.narthex.provider.internal.secret;

import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A secret that never changes, since what is made with it must come out the same for ever: the names that pairwise clients have
 * for people, for one. Made once, by whichever node needs it first, and kept in the store.
 */
public final class LastingSecret implements Supplier<byte[]> {

    private static final int LENGTH = 32;

    private final RecordStore store;
    private final RecordKey key;
    private volatile byte @Nullable [] read;

    private record Body(String secret) {
        @Override
        public String toString() {
            return "Body[...]";
        }
    }

    /**
     * The secret for a purpose. Nothing is read or made before it is needed.
     *
     * @param purpose what it is for; each has a secret of its own
     */
    public LastingSecret(RecordStore store, String purpose) {
        this.store = store;
        this.key = new RecordKey("secret", purpose);
    }

    /**
     * The secret.
     *
     * @throws StorageException if it can be neither read nor made
     */
    @Override
    public byte[] get() {
        byte[] known = read;
        if (known == null) {
            known = find().or(this::create).or(this::find).orElseThrow(this::damaged);
            read = known;
        }
        return known.clone();
    }

    private Optional<byte[]> find() {
        return store.find(key).map(record -> parse(record.body()));
    }

    private byte[] parse(String body) {
        try {
            return Json.read(body, Body.class)
                    .map(Body::secret)
                    .map(Base64.getUrlDecoder()::decode)
                    .filter(bytes -> bytes.length == LENGTH)
                    .orElseThrow(this::damaged);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    /** Empty if another node was faster. */
    private Optional<byte[]> create() {
        byte[] fresh = new byte[LENGTH];
        new SecureRandom().nextBytes(fresh);
        Body body = new Body(Base64.getUrlEncoder().withoutPadding().encodeToString(fresh));
        return store.create(RecordDraft.of(key, Json.write(body))).map(record -> fresh);
    }

    private StorageException damaged() {
        return new StorageException("secret '" + key.id() + "': damaged");
    }
}
