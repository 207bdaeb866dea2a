package io.narthex.settings.internal;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.files.Proposal;
import java.util.Optional;

/** A value in force, with the text it was read from. */
final class Held<T> implements Proposal<T> {

    private final Watch<T, ?> watch;
    private final RawConfiguration raw;
    private final String id;
    private final T value;
    private final Optional<T> lastGood;

    Held(Watch<T, ?> watch, RawConfiguration raw, String id, T value, Optional<T> lastGood) {
        this.watch = watch;
        this.raw = raw;
        this.id = id;
        this.value = value;
        this.lastGood = lastGood;
    }

    RawConfiguration raw() {
        return raw;
    }

    String id() {
        return id;
    }

    @Override
    public T value() {
        return value;
    }

    @Override
    public Optional<T> lastGood() {
        return lastGood;
    }

    @Override
    public void accept() {
        watch.accept(this);
    }

    @Override
    public void refuse(InvalidSettingException problem) {
        watch.refuse(this, problem);
    }

    /** Only what it came from, the value may hold a secret. */
    @Override
    public String toString() {
        return "Held[" + raw.label() + "]";
    }
}
