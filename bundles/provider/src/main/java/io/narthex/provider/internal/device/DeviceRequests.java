package io.narthex.provider.internal.device;

import io.narthex.protocol.Digests;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps the devices that wait. */
public final class DeviceRequests {

    /** The kind of record that a waiting device is. */
    public static final String KIND = "device";

    private static final String USER_CODE = "usercode";

    /** So long a device is told that its code has expired, and may still come for what was approved in time. */
    private static final Duration AFTERGLOW = Duration.ofMinutes(10);

    private final RecordStore store;
    private final Clock clock;

    /** Begins to keep devices. */
    public DeviceRequests(RecordStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whether some device already shows the code. */
    boolean isTaken(UserCode code) {
        return waiting(code).isPresent();
    }

    void create(DeviceRequest request) {
        if (store.create(draft(request)).isEmpty()) {
            throw new IllegalStateException("device record: a random id of 120 bits came twice");
        }
    }

    /** The request of that id; it may have expired. */
    public Optional<DeviceRequest> find(String id) {
        return stored(id).map(Stored::request);
    }

    /** The device that waits with a code. */
    Optional<DeviceRequest> waiting(UserCode code) {
        RecordIndex index = new RecordIndex(USER_CODE, fingerprint(code));
        return store.listByIndex(KIND, index, Optional.empty(), RecordStore.MAX_BATCH).records().stream()
                .map(record -> read(record).request())
                .filter(request -> !request.isExpired(clock.instant()))
                .filter(request -> request.answer().isEmpty())
                .findFirst();
    }

    /** Notes what the person said; true for exactly one caller, and only while the device waits. */
    public boolean answer(String id, DeviceRequest.Answer answer) {
        return change(id, request -> request.answered(answer));
    }

    /** Notes that the device has asked; false if it has been answered meanwhile. */
    public boolean polled(String id, DeviceRequest.Polling polling) {
        return change(id, request -> request.polled(polling));
    }

    /** Forgets a device, since it gets its tokens or will never get any; true for exactly one caller. */
    public boolean remove(String id) {
        return store.remove(new RecordKey(KIND, id));
    }

    /** What is stored of a user code. There are few of them, but they live for minutes and guesses are counted. */
    static String fingerprint(UserCode code) {
        return Digests.fingerprint(code.letters());
    }

    private boolean change(String id, UnaryOperator<DeviceRequest> change) {
        while (true) {
            Optional<Stored> open = stored(id)
                    .filter(found -> found.request().answer().isEmpty())
                    .filter(found -> !found.request().isExpired(clock.instant()));
            if (open.isEmpty()) {
                return false;
            }
            DeviceRequest changed = change.apply(open.get().request());
            if (store.replace(draft(changed), open.get().version()).isPresent()) {
                return true;
            }
        }
    }

    private record Stored(DeviceRequest request, long version) {}

    private Optional<Stored> stored(String id) {
        return store.find(new RecordKey(KIND, id))
                .filter(record -> !record.isExpired(clock.instant()))
                .map(DeviceRequests::read);
    }

    private static RecordDraft draft(DeviceRequest request) {
        return new RecordDraft(
                new RecordKey(KIND, request.id()),
                Optional.of(request.expiry().plus(AFTERGLOW)),
                Map.of(USER_CODE, request.userCode(), "client", request.clientId()),
                Json.write(request));
    }

    private static Stored read(StoredRecord record) {
        DeviceRequest request = Json.read(record.body(), DeviceRequest.class)
                .orElseThrow(
                        () -> new StorageException("device '" + record.key().id() + "': damaged"));
        return new Stored(request, record.version());
    }
}
