package io.narthex.provider.internal.registration;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.Registration;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.fetch.ClientDocuments;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.secret.LastingSecret;
import io.narthex.storage.RecordStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** All clients, those that registered themselves included; and the way to register. */
public final class Registrations implements Clients, AutoCloseable {

    private final Clients configured;
    private final RegisteredClients registered;
    private final ClientRecords records;
    private final Secrets secrets;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;

    /**
     * The clients of a store beside those in files.
     *
     * @param configured the clients in files, which win where an id is the same
     */
    public Registrations(RecordStore store, Clients configured, Supplier<ProviderSettings> settings, Clock clock) {
        this.configured = configured;
        this.settings = settings;
        this.clock = clock;
        this.records = new ClientRecords(store, settings, clock);
        this.secrets = new Secrets(new LastingSecret(store, Secrets.PURPOSE));
        this.registered = new RegisteredClients(store, records, secrets, settings, clock);
    }

    @Override
    public Optional<Client> find(String id) {
        return configured.find(id).or(() -> registered.find(id));
    }

    @Override
    public void used(Client client) {
        registered.used(client);
    }

    @Override
    public void close() {
        registered.close();
    }

    /**
     * The way to register.
     *
     * @param documents fetches what clients have at their addresses
     * @param grants what ends with a client
     */
    public Registration registration(ClientDocuments documents, Grants grants) {
        return new ClientRegistration(
                settings,
                new ClientRegistration.Tools(records, new RegistrationRules(documents), secrets, registered::changed),
                grants,
                clock);
    }
}
