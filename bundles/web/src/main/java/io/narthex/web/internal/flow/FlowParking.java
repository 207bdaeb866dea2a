package io.narthex.web.internal.flow;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.Flow;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import io.narthex.web.internal.http.TooManyRequestsException;
import io.narthex.web.internal.site.Backends;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Keeps in storage what is too large for a cookie. */
final class FlowParking {

    static final String KIND = "flow";

    private final Backends backends;
    private final TokenBuckets strangers;

    /** @param strangers how much each source may park before anybody has signed in */
    FlowParking(Backends backends, TokenBuckets strangers) {
        this.backends = backends;
        this.strangers = strangers;
    }

    /**
     * Keeps a flow.
     *
     * @param source whom it counts for
     * @return the reference
     * @throws TooManyRequestsException if nobody has signed in and the source has parked its share
     */
    String park(Flow flow, Instant until, String source) {
        if (flow.person().isEmpty() && !strangers.take(source)) {
            throw new TooManyRequestsException("sign-ins that do not fit into a cookie");
        }
        String reference = RandomIds.next();
        // Sealed as in a cookie: it holds what a connector carries, which a reader of the store has no business with.
        byte[] content = FlowText.write(flow).getBytes(StandardCharsets.UTF_8);
        String body = '"' + backends.sealer().seal(purpose(reference), content) + '"';
        RecordDraft draft = RecordDraft.of(new RecordKey(KIND, reference), body).expiringAt(until);
        if (backends.store().create(draft).isEmpty()) {
            throw new IllegalStateException("flow record: a random id of 120 bits came twice");
        }
        return reference;
    }

    /** What is kept under a reference. */
    Optional<String> find(String reference) {
        return backends.store()
                .find(new RecordKey(KIND, reference))
                .map(StoredRecord::body)
                .flatMap(body -> backends.sealer().open(purpose(reference), body.substring(1, body.length() - 1)))
                .map(content -> new String(content, StandardCharsets.UTF_8));
    }

    private static String purpose(String reference) {
        return "parked-flow:" + reference;
    }
}
