package io.narthex.connector.local.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.connector.UserDirectory;
import io.narthex.connector.support.Bulkhead;
import io.narthex.settings.Settings;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens connectors to the password database. They share one bulkhead, because they share the processors. */
@Component
@ConnectorType("local")
public final class LocalConnectorFactory implements ConnectorFactory {

    /** Enough for a hundred people in the same moment; well below the number of threads that serve requests. */
    private static final int WAITING = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final UserDirectory users;
    private final PasswordChecker checker;

    /** Opens connectors to this directory. */
    @Activate
    public LocalConnectorFactory(@Reference UserDirectory users) {
        this.users = users;
        int processors = Runtime.getRuntime().availableProcessors();
        this.checker = new PasswordChecker(new Bulkhead("checking a password", processors, WAITING, PATIENCE));
    }

    @Override
    public Connector open(String id, Settings settings) {
        return new LocalConnector(users, checker);
    }
}
