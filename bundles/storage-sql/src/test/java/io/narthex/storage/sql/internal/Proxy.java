package io.narthex.storage.sql.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on this machine, and can be cut. */
final class Proxy implements Closeable {

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket listening;
    private Thread accepting;

    Proxy(int target) throws IOException {
        this.target = target;
        this.listening = listen(0);
        this.accepting = start(() -> accept(listening));
        this.port = listening.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Breaks all connections and refuses new ones. */
    void cut() throws IOException {
        listening.close();
        try {
            // Until this thread has noticed, the system lets one more connection in.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Lets connections through again. */
    void mend() throws IOException {
        listening = listen(port);
        accepting = start(() -> accept(listening));
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private static ServerSocket listen(int wanted) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        return server;
    }

    private void accept(ServerSocket server) throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(upstream);
            start(() -> pump(client, upstream));
            start(() -> pump(upstream, client));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static Thread start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // cut, or one of the two ends went away; both are what the test is about
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
