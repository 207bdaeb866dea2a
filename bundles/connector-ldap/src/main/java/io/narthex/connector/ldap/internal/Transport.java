package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import javax.net.ssl.SSLSocketFactory;

/**
 * How the connection is protected.
 *
 * @param kind plain, TLS from the start, or TLS after a plain beginning
 * @param sockets makes the TLS sockets
 */
record Transport(Kind kind, SSLSocketFactory sockets) {

    enum Kind {
        PLAIN(389),
        START_TLS(389),
        TLS(636);

        private final int defaultPort;

        Kind(int defaultPort) {
            this.defaultPort = defaultPort;
        }

        int defaultPort() {
            return defaultPort;
        }
    }

    static Transport from(Settings settings) {
        boolean plain = settings.flag("insecureNoSSL", false);
        boolean startTls = settings.flag("startTLS", false);
        if (plain && startTls) {
            // dex takes this for plain LDAP, and passwords travel in the clear although the operator asked for TLS
            throw settings.wrong("startTLS", "false where insecureNoSSL is true", "true");
        }
        Kind kind = plain ? Kind.PLAIN : startTls ? Kind.START_TLS : Kind.TLS;
        return new Transport(kind, Tls.sockets(settings, settings.flag("insecureSkipVerify", false)));
    }
}
