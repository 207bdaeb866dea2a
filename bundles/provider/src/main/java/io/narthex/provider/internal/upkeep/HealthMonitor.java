package io.narthex.provider.internal.upkeep;

import io.narthex.keys.KeysUnavailableException;
import io.narthex.keys.Signer;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.Health;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks store, keys and connectors regularly, so that nobody has to wait for the answer. */
final class HealthMonitor implements Health, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final RecordKey PROBE = new RecordKey("health", "probe");

    private final RecordStore store;
    private final Signer signer;
    private final ConnectorRegistry connectors;
    private volatile boolean isWell;
    private volatile List<String> problems = List.of();

    HealthMonitor(RecordStore store, Signer signer, ConnectorRegistry connectors) {
        this.store = store;
        this.signer = signer;
        this.connectors = connectors;
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
        boolean noneYet = found.isEmpty();
        // A connector that cannot be used is a problem, but one of its own: everything else goes on.
        connectors.connectors().forEach(status -> status.problem()
                .ifPresent(problem -> found.add("connector '" + status.id() + "': " + problem)));
        found.stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problem -> LOG.warn("Health: {}", problem));
        problems = List.copyOf(found);
        isWell = noneYet;
    }

    @Override
    public boolean isWell() {
        return isWell;
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
