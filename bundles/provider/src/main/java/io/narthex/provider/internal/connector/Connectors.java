package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.files.Proposal;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keeps every defined connector in its place. Safe for use by many threads. */
final class Connectors implements ConnectorRegistry, AutoCloseable {

    /**
     * How long a bundle that stops is held up for the calls inside its connectors; they go on for longer, but what their
     * bundle needs may then be gone. Shorter than the component runtime waits for its locks.
     */
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final List<ConnectorDefinitions> sources;
    private final Times times;
    private final Workers workers = new Workers();
    private final Factories factories = new Factories();
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private boolean closed;

    /** Reads the definitions now and whenever a source has changed; of two with one id, the earlier source's serves. */
    Connectors(List<ConnectorDefinitions> sources, Times times) {
        this.sources = List.copyOf(sources);
        this.times = times;
        this.sources.forEach(source -> source.onChange(this::reload));
        reload();
    }

    void add(String type, int rank, ConnectorFactory factory) {
        factories.add(type, rank, factory);
        places.values().forEach(Place::factoriesChanged);
    }

    /** Takes a factory out of use. Returns when nobody is inside its connectors any more, or after a short while. */
    void remove(ConnectorFactory factory) {
        factories.remove(factory);
        waitFor(places.values().stream().map(place -> place.lose(factory)));
    }

    @Override
    public List<ConnectorStatus> connectors() {
        return places.values().stream()
                .map(Place::status)
                .sorted(Comparator.comparing(ConnectorStatus::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(ConnectorStatus::id))
                .toList();
    }

    @Override
    public Optional<ConnectorStatus> find(String id) {
        return Optional.ofNullable(places.get(id)).map(Place::status);
    }

    @Override
    public <T> T use(String id, Function<Connector, T> call) {
        OpenConnector open = Optional.ofNullable(places.get(id))
                .orElseThrow(() -> new UnknownConnectorException(id))
                .enter();
        try {
            return call.apply(open.connector());
        } catch (UpstreamUnavailableException e) {
            open.trouble().met(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            open.leave();
        }
    }

    @Override
    public void answered(String id) {
        Optional.ofNullable(places.get(id)).ifPresent(Place::answered);
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<Place> last = List.copyOf(places.values());
        places.clear();
        waitFor(last.stream().map(Place::remove));
        workers.close();
    }

    private synchronized void reload() {
        if (closed) {
            return;
        }
        Map<String, Proposal<ConnectorDefinition>> wanted = new LinkedHashMap<>();
        for (ConnectorDefinitions source : sources) {
            source.current().forEach((id, proposal) -> {
                if (wanted.putIfAbsent(id, proposal) != null) {
                    proposal.refuse(new InvalidSettingException("id", "'" + id + "' is already defined elsewhere"));
                }
            });
        }
        List<Place> gone = places.entrySet().stream()
                .filter(entry -> !wanted.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        places.keySet().retainAll(wanted.keySet());
        for (Place place : gone) {
            var unused = place.remove();
        }
        wanted.forEach(
                (id, proposal) -> places.computeIfAbsent(id, absent -> new Place(proposal, factories, workers, times))
                        .want(proposal));
    }

    private static void waitFor(Stream<CompletableFuture<Void>> closings) {
        var unused = CompletableFuture.allOf(closings.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
