package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the directory is and how it is asked.
 *
 * @param addresses servers that hold the same, in the order in which to try them
 * @param transport how connections are protected
 * @param account who searches; empty for nobody in particular
 * @param limits what a server may take
 */
record ServerSettings(List<Address> addresses, Transport transport, Optional<Account> account, Limits limits) {

    /** Copies the addresses. */
    ServerSettings {
        addresses = List.copyOf(addresses);
    }

    /**
     * A service account.
     *
     * @param name its distinguished name, or what else the server takes for one
     * @param password its password
     */
    record Account(String name, String password) {

        private static Optional<Account> from(Settings settings) {
            Optional<String> name = settings.optionalText("bindDN");
            Optional<String> password = settings.optionalText("bindPW");
            if (name.isEmpty() && password.isPresent()) {
                throw settings.missing("bindDN", "the name of the account that bindPW belongs to");
            }
            // a name without a password would be an unauthenticated bind; RFC 4513, section 5.1.2
            return name.map(dn ->
                    new Account(dn, password.orElseThrow(() -> settings.missing("bindPW", "the password of bindDN"))));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Account[name=" + name + "]";
        }
    }

    /**
     * What a server may take.
     *
     * @param connect time until a connection stands and answers
     * @param answer time until an answer is there
     * @param connections how many at once for searches, and how many for passwords
     */
    record Limits(Duration connect, Duration answer, int connections) {

        private static final Duration LEAST = Duration.ofMillis(100);
        private static final Duration MOST = Duration.ofMinutes(1);
        private static final int MOST_CONNECTIONS = 200;

        private static Limits from(Settings settings) {
            return new Limits(
                    settings.duration("connectTimeout", Duration.ofSeconds(5), LEAST, MOST),
                    settings.duration("timeout", Duration.ofSeconds(10), LEAST, MOST),
                    settings.number("connections", 10, 1, MOST_CONNECTIONS));
        }
    }

    static ServerSettings from(Settings settings) {
        Transport transport = Transport.from(settings);
        return new ServerSettings(
                Address.all(settings, transport.kind().defaultPort()),
                transport,
                Account.from(settings),
                Limits.from(settings));
    }

    /** The servers, for messages. */
    String names() {
        return addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
    }
}
