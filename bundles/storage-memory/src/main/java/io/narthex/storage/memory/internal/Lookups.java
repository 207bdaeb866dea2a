package io.narthex.storage.memory.internal;

import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Where to look for records: by kind, by index entry, by expiry; each in order, so that an answer costs what it is long.
 */
final class Lookups {

    private final NavigableSet<Place> places = new ConcurrentSkipListSet<>();
    private final NavigableSet<Expiring> expiring = new ConcurrentSkipListSet<>();

    /** Notes that the one became the other. Places that both have are left alone: nobody who looks may miss them. */
    void update(Optional<StoredRecord> before, Optional<StoredRecord> after) {
        Set<Place> oldPlaces = before.map(Lookups::placesOf).orElse(Set.of());
        Set<Place> newPlaces = after.map(Lookups::placesOf).orElse(Set.of());
        newPlaces.stream().filter(place -> !oldPlaces.contains(place)).forEach(places::add);
        oldPlaces.stream().filter(place -> !newPlaces.contains(place)).forEach(places::remove);

        Optional<Expiring> oldExpiry = before.flatMap(Lookups::expiryOf);
        Optional<Expiring> newExpiry = after.flatMap(Lookups::expiryOf);
        if (!oldExpiry.equals(newExpiry)) {
            newExpiry.ifPresent(expiring::add);
            oldExpiry.ifPresent(expiring::remove);
        }
    }

    /** The keys of a kind after an id, in order. */
    Stream<RecordKey> ofKind(String kind, Optional<String> after) {
        return from(new Place(kind, "", "", after.orElse("")));
    }

    /** The keys of a kind that have the entry after an id, in order. */
    Stream<RecordKey> ofIndex(String kind, RecordIndex index, Optional<String> after) {
        return from(new Place(kind, index.name(), index.value(), after.orElse("")));
    }

    /** The keys of what has expired by then, the longest expired first. */
    Stream<RecordKey> expiredAt(Instant now) {
        return expiring.stream().takeWhile(next -> !next.at.isAfter(now)).map(Expiring::key);
    }

    private Stream<RecordKey> from(Place start) {
        return places.tailSet(start, false).stream()
                .takeWhile(place -> place.isBeside(start))
                .map(place -> new RecordKey(place.kind, place.id));
    }

    private static Set<Place> placesOf(StoredRecord record) {
        String kind = record.key().kind();
        String id = record.key().id();
        Set<Place> all = new HashSet<>();
        all.add(new Place(kind, "", "", id));
        record.indexes().forEach((name, value) -> all.add(new Place(kind, name, value, id)));
        return all;
    }

    private static Optional<Expiring> expiryOf(StoredRecord record) {
        return record.expiry().map(at -> new Expiring(at, record.key()));
    }

    /** Where a record stands in a listing: under its kind, where name and value are empty, or under an index entry. */
    private record Place(String kind, String name, String value, String id) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::kind)
                .thenComparing(Place::name)
                .thenComparing(Place::value)
                .thenComparing(Place::id, RecordKey.ID_ORDER);

        boolean isBeside(Place other) {
            return kind.equals(other.kind) && name.equals(other.name) && value.equals(other.value);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Expiring(Instant at, RecordKey key) implements Comparable<Expiring> {

        private static final Comparator<Expiring> ORDER = Comparator.comparing(Expiring::at)
                .thenComparing(expiring -> expiring.key.kind())
                .thenComparing(expiring -> expiring.key.id());

        @Override
        public int compareTo(Expiring other) {
            return ORDER.compare(this, other);
        }
    }
}
