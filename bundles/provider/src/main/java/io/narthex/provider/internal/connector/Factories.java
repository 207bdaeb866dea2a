package io.narthex.provider.internal.connector;

import io.narthex.connector.ConnectorFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The factories that are there now. Safe for use by many threads. */
final class Factories {

    private record Entry(String type, int rank, ConnectorFactory factory) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(String type, int rank, ConnectorFactory factory) {
        entries.add(new Entry(type, rank, factory));
        // Stable, so of two with one rank the older one stays in use.
        entries.sort(Comparator.comparingInt(Entry::rank).reversed());
    }

    synchronized void remove(ConnectorFactory factory) {
        entries.removeIf(entry -> entry.factory() == factory);
    }

    /** The factory to use for a type. */
    synchronized Optional<ConnectorFactory> find(String type) {
        return entries.stream()
                .filter(entry -> entry.type().equals(type))
                .map(Entry::factory)
                .findFirst();
    }

    synchronized boolean contains(ConnectorFactory factory) {
        return entries.stream().anyMatch(entry -> entry.factory() == factory);
    }
}
