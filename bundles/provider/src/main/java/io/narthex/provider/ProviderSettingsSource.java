package io.narthex.provider;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The settings in force, from {@code etc/narthex.provider.cfg}. A service that is there from the start. */
@ProviderType
public interface ProviderSettingsSource {

    /** The settings; empty as long as there never were good ones. */
    Optional<ProviderSettings> current();

    /**
     * Calls back after each change, on a thread that must not be blocked.
     *
     * @return ends the calling back when closed
     */
    Listening onChange(Runnable listener);

    /** A listener's place. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
