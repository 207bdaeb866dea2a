package io.narthex.settings.files;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The value of one file that is in force now. Safe for use by many threads. */
@ProviderType
public interface ConfigurationValue<T> extends AutoCloseable {

    /** The value; empty if there is no file, or if there has never been a good one. */
    Optional<T> current();

    /**
     * Calls back after each change of {@link #current()}, never while it stays the same. Calls come one at a time, from a
     * thread that all watchers share, so a listener must not block. Whoever listens does so before reading, lest
     * a change between the two be missed. Forgotten at {@link #close()}.
     */
    void onChange(Runnable listener);

    /** Stops watching. {@link #current()} keeps the value it has. */
    @Override
    void close();
}
