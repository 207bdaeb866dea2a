package io.narthex.provider.internal;

import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.provider.Account;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.Devices;
import io.narthex.provider.Health;
import io.narthex.provider.Logout;
import io.narthex.provider.Provider;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.ProviderSettingsSource;
import io.narthex.provider.Registration;
import io.narthex.provider.SignIn;
import io.narthex.provider.Tokens;
import io.narthex.provider.internal.account.OwnAccount;
import io.narthex.provider.internal.authorization.SignInFlow;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.connector.PasswordCheck;
import io.narthex.provider.internal.device.DeviceAuthorization;
import io.narthex.provider.internal.fetch.HttpDocuments;
import io.narthex.provider.internal.fetch.HttpPosts;
import io.narthex.provider.internal.logout.BackChannelLogout;
import io.narthex.provider.internal.logout.SingleLogout;
import io.narthex.provider.internal.registration.Registrations;
import io.narthex.provider.internal.secret.LastingSecret;
import io.narthex.provider.internal.token.Subjects;
import io.narthex.provider.internal.token.TokenEndpoints;
import io.narthex.provider.internal.upkeep.Upkeep;
import io.narthex.provider.internal.used.StoredUsedOnce;
import io.narthex.storage.RecordStore;
import java.time.Clock;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Puts the provider together and takes it apart. */
@Component
public final class ProviderComponent implements Provider {

    private final SignIn signIn;
    private final ConnectorRegistry connectors;
    private final Tokens tokens;
    private final Account account;
    private final Devices devices;
    private final Logout logout;
    private final BackChannelLogout backChannelLogout;
    private final Registrations clients;
    private final Registration registration;
    private final Upkeep upkeep;

    @Activate
    public ProviderComponent(
            @Reference ProviderSettingsSource source,
            @Reference Clients configured,
            @Reference ConnectorRegistry connectors,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RecordStore store,
            @Reference Signer signer,
            @Reference Sealer sealer) {
        Clock clock = Clock.systemUTC();
        Supplier<ProviderSettings> settings = () -> source.current()
                .orElseThrow(() -> new IllegalStateException("narthex.provider.cfg: there has never been a good one"));
        this.clients = new Registrations(store, configured, settings, clock);
        Archive archive = Archive.of(store, sealer, settings, clients, clock);
        Subjects subjects = new Subjects(clients, new LastingSecret(store, Subjects.PURPOSE));
        TokenEndpoints.Keys keys = new TokenEndpoints.Keys(signer, sealer, subjects, clock);
        this.connectors = connectors;
        HttpDocuments documents =
                new HttpDocuments(() -> settings.get().oauth2().clientAddresses());
        ClientAccess access = ClientAccess.of(settings, clients, documents, new StoredUsedOnce(store), clock);
        PasswordCheck passwords = new PasswordCheck(System::nanoTime);
        this.signIn = new SignInFlow(settings, access, connectors, passwords, archive, keys);
        this.tokens = TokenEndpoints.create(settings, access, connectors, passwords, archive, keys);
        this.account = new OwnAccount(settings, clients, connectors, archive);
        this.devices = new DeviceAuthorization(settings, access, archive.devices(), clock);
        this.logout = new SingleLogout(settings, clients, connectors, archive, keys);
        HttpPosts posts = new HttpPosts(() -> settings.get().oauth2().clientAddresses());
        this.backChannelLogout = new BackChannelLogout(store, settings, clients, keys, posts);
        this.registration = clients.registration(documents, archive.grants());
        this.upkeep = new Upkeep(store, signer, connectors, clock);
    }

    @Deactivate
    void stop() {
        backChannelLogout.close();
        upkeep.close();
        clients.close();
    }

    @Override
    public SignIn signIn() {
        return signIn;
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public Devices devices() {
        return devices;
    }

    @Override
    public Logout logout() {
        return logout;
    }

    @Override
    public Registration registration() {
        return registration;
    }

    @Override
    public ConnectorRegistry connectors() {
        return connectors;
    }

    @Override
    public Health health() {
        return upkeep.health();
    }
}
