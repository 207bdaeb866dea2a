package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Identity;
import io.narthex.connector.KnowsTrouble;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Opens connectors that remember what they were opened with and refuse to be used once they are closed. */
class FakeFactory implements ConnectorFactory {

    final List<FakeConnector> opened = new CopyOnWriteArrayList<>();
    volatile Optional<RuntimeException> failure = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public Connector open(String id, Settings settings) {
        String host = settings.text("host");
        if (host.equals("wrong")) {
            throw settings.wrong("host", "a good one", host);
        }
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                // Stubborn on purpose: it stays until the gate opens.
            }
        }
        failure.ifPresent(failing -> {
            throw failing;
        });
        FakeConnector connector = new FakeConnector(host);
        opened.add(connector);
        return connector;
    }

    FakeConnector last() {
        return opened.get(opened.size() - 1);
    }

    static final class FakeConnector implements PasswordConnector, RefreshesIdentity, KnowsTrouble {

        final String host;
        volatile boolean closed;
        volatile Optional<String> trouble = Optional.empty();

        FakeConnector(String host) {
            this.host = host;
        }

        String ask() {
            if (closed) {
                throw new IllegalStateException("closed while somebody is inside");
            }
            return host;
        }

        @Override
        public Optional<Identity> signIn(String username, String password, Scopes scopes) {
            return Optional.empty();
        }

        @Override
        public Identity refresh(Identity last, Scopes scopes) {
            return last;
        }

        @Override
        public Optional<String> trouble() {
            return trouble;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
