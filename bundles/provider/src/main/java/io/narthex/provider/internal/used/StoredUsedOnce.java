package io.narthex.provider.internal.used;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.UsedOnce;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Remembers in the store: a record can be created once. It is swept when it is over. */
@Component
public final class StoredUsedOnce implements UsedOnce {

    /** The kind of record. */
    static final String KIND = "used";

    private static final int LONGEST_SCOPE = 200;

    private final RecordStore store;

    @Activate
    public StoredUsedOnce(@Reference(policyOption = ReferencePolicyOption.GREEDY) RecordStore store) {
        this.store = store;
    }

    @Override
    public boolean claim(String scope, String id, Instant until) {
        if (scope.length() > LONGEST_SCOPE) {
            throw new IllegalArgumentException(
                    "scope: expected at most " + LONGEST_SCOPE + " characters, got " + scope.length());
        }
        RecordKey key = new RecordKey(KIND, digest(scope, id));
        try {
            return store.create(RecordDraft.of(key, "{}").expiringAt(until)).isPresent();
        } catch (StorageException e) {
            throw new UpstreamUnavailableException("what was used before cannot be looked up", e);
        }
    }

    /** Ids come from elsewhere, in any form and length. The length of the scope keeps the two apart. */
    private static String digest(String scope, String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((scope.length() + " " + scope + id).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
