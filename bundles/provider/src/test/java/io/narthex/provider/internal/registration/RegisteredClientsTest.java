package io.narthex.provider.internal.registration;

import static io.narthex.provider.internal.registration.RegistrationFixture.INITIAL;
import static io.narthex.provider.internal.registration.RegistrationFixture.register;
import static io.narthex.provider.internal.registration.RegistrationFixture.text;
import static io.narthex.provider.internal.registration.RegistrationFixture.token;
import static io.narthex.provider.internal.registration.RegistrationFixture.with;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Test;

public class RegisteredClientsTest {

    private static final String[] ON = {"registration.enabled", "true", "registration.initialAccessToken", INITIAL};

    private final TestProvider provider = new TestProvider(ON);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean away;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Registrations node = node();

    @After
    public void stop() {
        node.close();
        provider.close();
    }

    @Test
    public void looksIntoTheStoreOnceForEachClient() {
        String id = registered();
        for (int i = 0; i < 100; i++) {
            assertTrue(node.find(id).isPresent());
        }
        assertEquals(1, looks.get());
        away = true;
        assertTrue(node.find(id).isPresent());
    }

    @Test
    public void looksOnceForAnIdThatThereIsNotAndNeverForOneThatCannotBe() {
        String id = RandomIds.next();
        for (int i = 0; i < 100; i++) {
            assertEquals(Optional.empty(), node.find(id));
        }
        assertEquals(1, looks.get());
        for (String other : new String[] {"", "app", id + "a", id.toUpperCase(java.util.Locale.ROOT), "a/b"}) {
            assertEquals(Optional.empty(), node.find(other));
        }
        assertEquals(1, looks.get());
    }

    @Test
    public void seesWhatAnotherNodeChanges() {
        JsonObject answer = register(provider.registration, with("'client_name': 'Before'"));
        String id = text(answer, "client_id");
        assertEquals("Before", node.find(id).orElseThrow().name());
        provider.registration.update(id, token(answer), with("'client_name': 'After', 'client_id': '" + id + "'"));
        await().until(() -> node.find(id).orElseThrow().name().equals("After"));
        provider.registration.delete(id, token(answer));
        await().until(() -> node.find(id).isEmpty());
    }

    @Test
    public void remembersNoMoreThanItMay() {
        String id = registered();
        node.find(id);
        for (int i = 0; i < RegisteredClients.MOST + 10; i++) {
            node.find(RandomIds.next());
        }
        int before = looks.get();
        node.find(id);
        assertEquals(before + 1, looks.get());
    }

    @Test
    public void remembersNothingOfAFailure() {
        String id = registered();
        away = true;
        try {
            node.find(id);
            throw new AssertionError("found without a store");
        } catch (StorageException e) {
            away = false;
        }
        assertTrue(node.find(id).isPresent());
    }

    @Test
    public void prefersFiles() {
        String id = registered();
        Client file = TestProvider.confidential(id);
        Clients files = one -> Optional.of(file).filter(client -> one.equals(client.id()));
        try (Registrations all = new Registrations(provider.store, files, () -> provider.settings, provider.clock)) {
            assertEquals(Optional.of(file), all.find(id));
        }
    }

    /** A client of which the node under test has heard. */
    private String registered() {
        String id = text(register(provider.registration, with("")), "client_id");
        await().until(() -> told.contains(id));
        return id;
    }

    private Registrations node() {
        ProviderSettings settings = TestProvider.settings(ON);
        return new Registrations(watched(), id -> Optional.empty(), () -> settings, Clock.systemUTC());
    }

    private Consumer<RecordChange> heard(Consumer<RecordChange> listener) {
        return change -> {
            listener.accept(change);
            told.add(change.id());
        };
    }

    /** The provider's store, of which it is counted how often clients are looked for. */
    @SuppressWarnings("unchecked") // what watch takes
    private RecordStore watched() {
        return (RecordStore) Proxy.newProxyInstance(
                RecordStore.class.getClassLoader(), new Class<?>[] {RecordStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("find")
                            && ((RecordKey) arguments[0]).kind().equals("client")) {
                        looks.incrementAndGet();
                        if (away) {
                            throw new StorageException("away");
                        }
                    }
                    try {
                        if (method.getName().equals("watch")) {
                            return provider.store.watch(heard((Consumer<RecordChange>) arguments[0]));
                        }
                        return method.invoke(provider.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
