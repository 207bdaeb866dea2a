package io.narthex.provider.internal.client;

import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationSet;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The clients, from files. */
@Component
public final class ConfiguredClients implements Clients {

    private final ConfigurationSet<Client> clients;

    @Activate
    public ConfiguredClients(@Reference ConfigurationFiles files) {
        this.clients = files.set("narthex.client", new ClientReader(), Client::id);
    }

    @Deactivate
    void stop() {
        clients.close();
    }

    @Override
    public Optional<Client> find(String id) {
        return Optional.ofNullable(clients.current().get(id));
    }
}
