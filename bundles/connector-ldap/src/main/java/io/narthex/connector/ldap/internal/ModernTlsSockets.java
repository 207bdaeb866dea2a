package io.narthex.connector.ldap.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes sockets that speak TLS 1.2 and 1.3 only, whatever this Java still allows, and that look whether the certificate is for
 * the host that was asked, during the handshake: the LDAP SDK would do so afterwards, and after StartTLS not at all.
 */
final class ModernTlsSockets extends SSLSocketFactory {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLSocketFactory sockets;
    private final boolean verifiesHost;

    ModernTlsSockets(SSLSocketFactory sockets, boolean verifiesHost) {
        this.sockets = sockets;
        this.verifiesHost = verifiesHost;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return modern(sockets.createSocket());
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return modern(sockets.createSocket(socket, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return modern(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return modern(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return modern(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return modern(sockets.createSocket(host, port, from, fromPort));
    }

    private Socket modern(Socket socket) {
        if (socket instanceof SSLSocket tls) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            if (verifiesHost) {
                // RFC 4513, section 3.1.3
                parameters.setEndpointIdentificationAlgorithm("LDAPS");
            }
            tls.setSSLParameters(parameters);
        }
        return socket;
    }
}
