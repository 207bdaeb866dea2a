package io.narthex.settings.files;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The values of all files of a kind that are in force now. Safe for use by many threads. */
@ProviderType
public interface ConfigurationSet<T> extends AutoCloseable {

    /** The values by id, sorted by id; a snapshot that does not change. */
    Map<String, T> current();

    /**
     * Calls back after each change of {@link #current()}, never while it stays the same. Calls come one at a time, from a
     * thread that all watchers share, so a listener must not block. Whoever listens does so before reading, lest
     * a change between the two be missed. Forgotten at {@link #close()}.
     */
    void onChange(Runnable listener);

    /** Stops watching. {@link #current()} keeps the values it has. */
    @Override
    void close();
}
