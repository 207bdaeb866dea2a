package io.narthex.provider.internal;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.KeyPolicySource;
import io.narthex.provider.ProviderSettingsSource;
import io.narthex.provider.internal.client.ConfiguredClients;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How keys are kept follows from the provider's settings, and from the clients in files: what one of them wants to be signed
 * with, there is a key for, whether the provider offers it to all or not.
 */
@Component
public final class ConfiguredKeyPolicy implements KeyPolicySource {

    private final ProviderSettingsSource settings;
    private final ConfiguredClients clients;

    @Activate
    public ConfiguredKeyPolicy(@Reference ProviderSettingsSource settings, @Reference ConfiguredClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public KeyPolicy policy() {
        return settings.current()
                .map(now -> now.keyPolicy(clients.algorithms()))
                .orElse(KeyPolicy.DEFAULT);
    }
}
