package io.narthex.provider.internal.upkeep;

import io.narthex.keys.KeysUnavailableException;
import io.narthex.keys.Signer;
import io.narthex.provider.Health;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks store and keys regularly, so that nobody has to wait for the answer. */
final class HealthMonitor implements Health, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final RecordKey PROBE = new RecordKey("health", "probe");

    private final RecordStore store;
    private final Signer signer;
    private volatile List<String> problems = List.of("provider: starting");

    HealthMonitor(RecordStore store, Signer signer) {
        this.store = store;
        this.signer = signer;
    }

    /** Asks once. */
    @Override
    public void run() {
        List<String> found = new ArrayList<>();
        try {
            store.find(PROBE);
        } catch (StorageException e) {
            found.add("storage: " + e.getMessage());
        }
        try {
            signer.keySet();
        } catch (KeysUnavailableException e) {
            found.add("keys: " + e.getMessage());
        }
        if (!found.equals(problems)) {
            found.forEach(problem -> LOG.warn("health: {}", problem));
        }
        problems = List.copyOf(found);
    }

    @Override
    public boolean isWell() {
        return problems.isEmpty();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
