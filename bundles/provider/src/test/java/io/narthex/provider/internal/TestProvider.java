package io.narthex.provider.internal;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.internal.KeysComponent;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Completed;
import io.narthex.provider.Completion;
import io.narthex.provider.Devices;
import io.narthex.provider.Flow;
import io.narthex.provider.Logout;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.Registration;
import io.narthex.provider.SignIn;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.Tokens;
import io.narthex.provider.internal.authorization.SignInFlow;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.ClientReader;
import io.narthex.provider.internal.connector.PasswordCheck;
import io.narthex.provider.internal.device.DeviceAuthorization;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.logout.SingleLogout;
import io.narthex.provider.internal.registration.Registrations;
import io.narthex.provider.internal.secret.LastingSecret;
import io.narthex.provider.internal.token.Subjects;
import io.narthex.provider.internal.token.TokenEndpoints;
import io.narthex.provider.internal.used.StoredUsedOnce;
import io.narthex.settings.Settings;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A whole provider on a memory store: everything real but the upstreams and the clock. */
public final class TestProvider implements AutoCloseable {

    public static final String ISSUER = "https://id.example/dex";
    public static final String CALLBACK = "https://app.example/callback";
    /** Everything that the authorization endpoint can give out, for {@code oauth2.responseTypes}. */
    public static final String ALL_TYPES = "code, token, id_token";

    public static final String SECRET = "correct-horse-battery-staple";

    /** One ring for all tests: making RSA keys for each would take most of their time. */
    public static final KeysComponent KEYS = new KeysComponent(new MemoryRecordStore(), () -> KeyPolicy.DEFAULT);

    public final MovableClock clock;
    public final MemoryRecordStore store;
    public final FakeUpstream upstream = new FakeUpstream();
    public final FakeConnectors connectors = new FakeConnectors();
    public final Map<String, Client> clients = new ConcurrentHashMap<>();
    /** What clients have at their addresses. */
    public final FakeDocuments documents = new FakeDocuments();

    public final ClientAccess access;
    public final Archive archive;
    public final Grants grants;
    public final SignIn signIn;
    public final Tokens tokens;
    public final Devices devices;
    public final Logout logout;
    public final TokenEndpoints.Keys tools;
    public final Registration registration;
    public final KeysComponent keys = KEYS;
    public volatile ProviderSettings settings;

    public TestProvider(String... keysAndValues) {
        this(new MovableClock(), new MemoryRecordStore(), keysAndValues);
    }

    /** Another node on the same store. */
    public TestProvider another(String... keysAndValues) {
        return new TestProvider(clock, store, keysAndValues);
    }

    private TestProvider(MovableClock clock, MemoryRecordStore store, String... keysAndValues) {
        this.clock = clock;
        this.store = store;
        settings = settings(keysAndValues);
        Registrations known =
                new Registrations(store, id -> Optional.ofNullable(clients.get(id)), () -> settings, clock);
        archive = Archive.of(store, keys, () -> settings, known, clock);
        grants = archive.grants();
        Subjects subjects = new Subjects(known, new LastingSecret(store, Subjects.PURPOSE));
        tools = new TokenEndpoints.Keys(keys, keys, subjects, clock);
        access = ClientAccess.of(() -> settings, known, documents, new StoredUsedOnce(store), clock);
        PasswordCheck passwords = new PasswordCheck(() -> clock.millis() * 1_000_000);
        signIn = new SignInFlow(() -> settings, access, connectors, passwords, archive, tools);
        tokens = TokenEndpoints.create(() -> settings, access, connectors, passwords, archive, tools);
        devices = new DeviceAuthorization(() -> settings, access, archive.devices(), clock);
        logout = new SingleLogout(() -> settings, known, connectors, archive, tools);
        registration = known.registration(documents, grants);
        connectors.put("local", upstream.withPassword());
        connectors.put("upstream", upstream.withBrowser());
        put(confidential("app"));
        put(confidential("other"));
        put(new ClientReader().read("desk", Settings.of(Map.of("public", "true"))));
    }

    /** The authorization endpoint gives out whatever it can. */
    public static ProviderSettings frontChannel(String... keysAndValues) {
        List<String> all = new ArrayList<>(List.of("oauth2.responseTypes", ALL_TYPES));
        all.addAll(List.of(keysAndValues));
        return settings(all.toArray(String[]::new));
    }

    public static ProviderSettings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("issuer", ISSUER));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ProviderSettings.from(Settings.of(values));
    }

    /** A client with a secret and a redirect URI, and settings of its own, which may replace these. */
    public static Client confidential(String id, String... keysAndValues) {
        Map<String, String> values =
                new HashMap<>(Map.of("name", "The " + id, "secret", SECRET, "redirectURIs", CALLBACK));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new ClientReader().read(id, Settings.of(values));
    }

    public void put(Client client) {
        clients.put(client.id(), client);
    }

    /** An authorization request of client {@code app}. */
    public static Map<String, String> request(String scope) {
        return new HashMap<>(Map.of(
                "client_id", "app",
                "redirect_uri", CALLBACK,
                "response_type", "code",
                "scope", scope,
                "state", "s1",
                "nonce", "n1"));
    }

    /** A flow in which Jane has signed in. */
    public Flow signedIn(Map<String, String> request) {
        return signedIn(Parameters.of(request));
    }

    private Flow signedIn(Parameters request) {
        Flow flow = signIn.begin(request);
        signIn.turnTo(flow, "local", URI.create(ISSUER + "/callback"));
        return signIn.checkPassword(flow, "local", typed("jane", "correct")).orElseThrow();
    }

    /** What somebody typed at one address. */
    public static PasswordAttempt typed(String username, String password) {
        return new PasswordAttempt(username, password, "192.0.2.1");
    }

    /** The code at the end of a flow. */
    public String code(Map<String, String> request) {
        return code(Parameters.of(request));
    }

    /** The same, of a request that may repeat parameters. */
    public String code(Parameters request) {
        return code(signIn.complete(signedIn(request), Optional.empty()));
    }

    /** The code with which a flow has ended. */
    public static String code(Completed completed) {
        return answer(completed.answer()).require("code");
    }

    /** What the client gets at the end of a flow. */
    public Parameters answer(Map<String, String> request) {
        return answer(signIn.complete(signedIn(request), Optional.empty()).answer());
    }

    /** What the client gets, whichever way it travels. */
    public static Parameters answer(Completion end) {
        if (end instanceof Completion.FormPost post) {
            return Parameters.of(post.fields());
        }
        URI address = URI.create(((Completion.Redirect) end).address());
        return Parameters.parse(Optional.ofNullable(address.getRawFragment()).orElseGet(address::getRawQuery));
    }

    /** The form that redeems a code of client {@code app}. */
    public static Map<String, String> redemption(String code) {
        return new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", "app",
                "client_secret", SECRET,
                "redirect_uri", CALLBACK,
                "code", code));
    }

    /** The form that refreshes a token of client {@code app}. */
    public static Map<String, String> refresh(String token) {
        return new HashMap<>(Map.of(
                "grant_type", "refresh_token", "client_id", "app", "client_secret", SECRET, "refresh_token", token));
    }

    public TokenResponse token(Map<String, String> form) {
        return tokens.token(Parameters.of(form), Optional.empty());
    }

    /** The tokens of a fresh sign-in. */
    public TokenResponse signInFor(String scope) {
        return token(redemption(code(request(scope))));
    }

    @Override
    public void close() {
        store.close();
    }
}
