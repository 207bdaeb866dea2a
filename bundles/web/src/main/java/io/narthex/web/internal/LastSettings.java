package io.narthex.web.internal;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.ProviderSettingsSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The provider's settings as they were last known: they stay while the provider's bundle is exchanged, and so do we. */
@Component(service = LastSettings.class)
public final class LastSettings {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable ProviderSettingsSource source;

    private volatile Optional<ProviderSettings> last = Optional.empty();

    /** The settings, if there ever were good ones. */
    Optional<ProviderSettings> find() {
        ProviderSettingsSource now = source;
        Optional<ProviderSettings> current = now == null ? Optional.empty() : now.current();
        if (current.isPresent()) {
            last = current;
        }
        return last;
    }
}
