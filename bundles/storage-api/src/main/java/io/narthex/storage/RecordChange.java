package io.narthex.storage;

/**
 * A record was created, replaced, removed or swept, by this node or another. Says only which: whoever cares reads it
 * again.
 *
 * @param kind the kind of the record
 * @param id the id of the record; empty for every record of that kind, because the feed was interrupted
 */
public record RecordChange(String kind, String id) {

    /** Some changes of this kind may have been missed. */
    public static RecordChange of(String kind) {
        return new RecordChange(kind, "");
    }

    /** Whether it stands for every record of the kind. */
    public boolean isWholeKind() {
        return id.isEmpty();
    }
}
