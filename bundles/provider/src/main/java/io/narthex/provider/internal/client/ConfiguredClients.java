package io.narthex.provider.internal.client;

import io.narthex.keys.SigningAlgorithm;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The clients, from files. */
@Component(service = {Clients.class, ConfiguredClients.class})
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

    /** What something is to be signed with for one of them. */
    public Set<SigningAlgorithm> algorithms() {
        return clients.current().values().stream()
                .map(Client::tokens)
                .flatMap(tokens -> Stream.concat(tokens.idToken().stream(), tokens.userinfo().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
