package io.narthex.web.internal.flow;

import io.narthex.provider.Flow;
import java.util.Optional;

/** What a browser carries of a flow. */
public sealed interface Found {

    /**
     * The flow, which can go on.
     *
     * @param flow as it was left
     */
    record Open(Flow flow) implements Found {}

    /**
     * The flow, which has taken too long.
     *
     * @param flow as it was left
     */
    record Expired(Flow flow) implements Found {}

    /**
     * The flow has ended with an answer.
     *
     * @param application the address of the application that was answered, if it has one
     */
    record Ended(Optional<String> application) implements Found {}

    /** Nothing that we would know: begun in another browser, cookies refused, forgotten, or forged. */
    record Nothing() implements Found {}
}
