package io.narthex.settings.internal;

import io.narthex.settings.files.NamedReader;
import java.util.function.Function;

/**
 * What a watch looks for and how it reads it.
 *
 * @param pid the name, or the part of the names before the separator
 * @param many whether there may be many
 * @param proven whether the user proves the values, rather than the reader alone
 */
record Kind<T>(String pid, boolean many, boolean proven, NamedReader<T> reader, Function<? super T, String> id) {

    /** Whether a file has the form of name that this kind has. */
    boolean fits(RawConfiguration raw) {
        return many == raw.oneOfMany()
                && (many ? !raw.name().isEmpty() : raw.pid().equals(pid));
    }

    /** The form of name that this kind has. */
    String form() {
        return many ? pid + "-<name>.cfg, with a dash" : pid + ".cfg";
    }
}
