package io.narthex.provider.internal;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.ProviderSettingsSource;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The provider's settings, from a file. */
@Component
public final class ConfiguredSettings implements ProviderSettingsSource {

    private final ConfigurationValue<ProviderSettings> value;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public ConfiguredSettings(@Reference ConfigurationFiles files) {
        this.value = files.value("narthex.provider", ProviderSettings::from);
        value.onChange(() -> listeners.forEach(Runnable::run));
    }

    @Deactivate
    void stop() {
        value.close();
    }

    @Override
    public Optional<ProviderSettings> current() {
        return value.current();
    }

    @Override
    public Listening onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
