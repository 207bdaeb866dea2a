package io.narthex.settings.files;

import io.narthex.settings.InvalidSettingException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A value that could be read but that its user has yet to try. Safe for use by many threads. */
@ProviderType
public interface Proposal<T> {

    /** The value to try. */
    T value();

    /**
     * What to fall back on when this one turns out wrong: the last one with this id that was accepted, in this run or an
     * earlier one. Empty if there is none, or if it was read from the same text.
     */
    Optional<T> lastGood();

    /** Says that the value is good; from now on it is the last good one. */
    void accept();

    /**
     * Says that the value is wrong. Reported as a problem of its file until this one or a later one is accepted. Does nothing
     * if another one has taken its place.
     */
    void refuse(InvalidSettingException problem);
}
