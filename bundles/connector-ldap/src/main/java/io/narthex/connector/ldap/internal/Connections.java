package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections to whichever server answers, kept for the next one who needs them. None is opened before it is needed, so
 * servers may be down at any time; each is replaced when it turns out to be dead, at another server if need be.
 */
final class Connections implements AutoCloseable {

    /** An answer may hold a person's thousands of groups. Beyond this it is no answer that we asked for. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** So that servers that were added or came back get their share. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);

    private final LDAPConnectionPool pool;
    private final Duration patience;
    private final boolean hasSeveralServers;

    private Connections(String name, ServerSettings settings, Optional<BindRequest> bind) {
        this.pool = pool(name, settings, bind);
        this.patience = settings.limits().answer();
        this.hasSeveralServers = settings.addresses().size() > 1;
    }

    /** Work on a connection. May be done twice, on two connections, if the first one dies of it. */
    interface Work<T> {
        T on(LDAPConnection connection) throws LDAPException;
    }

    /** Connections of the service account, for searches. */
    static Connections forSearches(String name, ServerSettings settings) {
        Optional<BindRequest> account = settings.account().map(known -> {
            SimpleBindRequest bind = new SimpleBindRequest(known.name(), known.password());
            bind.setResponseTimeoutMillis(settings.limits().connect().toMillis());
            return bind;
        });
        return new Connections(name + " searches", settings, account);
    }

    /** Connections on which nothing is done but to check passwords: whoever they belong to last has no way to search. */
    static Connections forPasswords(String name, ServerSettings settings) {
        return new Connections(name + " passwords", settings, Optional.empty());
    }

    /**
     * Does it.
     *
     * @throws LDAPException if no server can be reached, or what the work threw the last time it was tried
     */
    <T> T use(Work<T> work) throws LDAPException {
        LDAPConnection first = pool.getConnection();
        long since = System.nanoTime();
        try {
            return attempt(first, work);
        } catch (BrokenConnectionException e) {
            boolean wasSlow = System.nanoTime() - since > patience.toNanos() / 2;
            if (wasSlow && !hasSeveralServers) {
                pool.releaseDefunctConnection(first);
                throw e.failure;
            }
            return again(pool.replaceDefunctConnection(first), work);
        }
    }

    private <T> T again(LDAPConnection second, Work<T> work) throws LDAPException {
        try {
            return attempt(second, work);
        } catch (BrokenConnectionException e) {
            pool.releaseDefunctConnection(second);
            throw e.failure;
        }
    }

    private <T> T attempt(LDAPConnection connection, Work<T> work) throws LDAPException, BrokenConnectionException {
        boolean isBack = false;
        try {
            T result = work.on(connection);
            isBack = true;
            pool.releaseConnection(connection);
            return result;
        } catch (LDAPException e) {
            isBack = true;
            if (e.getResultCode().isConnectionUsable() && connection.isConnected()) {
                pool.releaseConnection(connection);
                throw e;
            }
            throw new BrokenConnectionException(e);
        } finally {
            if (!isBack) {
                // the rest of the answer that the work did not want is still on its way
                pool.releaseDefunctConnection(connection);
            }
        }
    }

    /** Closes those that wait now, and those in use when they come back. */
    @Override
    public void close() {
        pool.close();
    }

    private static LDAPConnectionPool pool(String name, ServerSettings settings, Optional<BindRequest> bind) {
        try {
            LDAPConnectionPool pool = new LDAPConnectionPool(
                    servers(settings, bind),
                    bind.orElse(null),
                    0,
                    settings.limits().connections(),
                    1,
                    null,
                    false,
                    new Alive(settings.limits().connect()));
            pool.setConnectionPoolName(name);
            pool.setMaxConnectionAgeMillis(OLDEST.toMillis());
            pool.setHealthCheckIntervalMillis(CHECK_INTERVAL.toMillis());
            pool.setCreateIfNecessary(true);
            return pool;
        } catch (LDAPException e) {
            throw new IllegalStateException("a pool without connections cannot fail to be made", e);
        }
    }

    private static ServerSet servers(ServerSettings settings, Optional<BindRequest> bind) {
        Transport transport = settings.transport();
        SocketFactory sockets =
                transport.kind() == Transport.Kind.TLS ? transport.sockets() : SocketFactory.getDefault();
        @Nullable PostConnectProcessor afterwards = transport.kind() == Transport.Kind.START_TLS
                ? new StartTLSPostConnectProcessor(transport.sockets())
                : null;
        FailoverServerSet servers = new FailoverServerSet(
                settings.addresses().stream().map(Address::host).toArray(String[]::new),
                settings.addresses().stream().mapToInt(Address::port).toArray(),
                sockets,
                options(settings),
                bind.orElse(null),
                afterwards);
        // a dead server costs the first one who meets it some time, and nobody after them
        servers.setReOrderOnFailover(true);
        return servers;
    }

    private static LDAPConnectionOptions options(ServerSettings settings) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) settings.limits().connect().toMillis());
        options.setResponseTimeoutMillis(settings.limits().answer().toMillis());
        options.setAbandonOnTimeout(false);
        options.setMaxMessageSize(MOST_BYTES);
        options.setFollowReferrals(false);
        options.setBindWithDNRequiresPassword(true);
        options.setUseSchema(false);
        options.setAllowConcurrentSocketFactoryUse(true);
        return options;
    }

    /** The connection is not to be used again; it is still with whoever catches this. */
    private static final class BrokenConnectionException extends Exception {

        private static final long serialVersionUID = 1L;

        private final LDAPException failure;

        BrokenConnectionException(LDAPException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
