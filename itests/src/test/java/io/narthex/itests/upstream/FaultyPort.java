package io.narthex.itests.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The port at which an upstream is reached. Hands on what comes, unless it is told to do the upstream wrong. */
final class FaultyPort implements AutoCloseable {

    /** More than any connector reads. */
    private static final int FLOOD = 64 * 1024 * 1024;

    private static final int TRIES = 50;

    private final int port;
    private final int upstream;
    private final Wire wire;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;
    private ServerSocket listening = new ServerSocket();
    private Future<?> accepting = CompletableFuture.completedFuture(null);

    /** What the upstream does wrong. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** Nobody listens. */
        DOWN,
        /** Takes connections and says nothing. */
        SLOW,
        /** Answers without an end. */
        HUGE,
        /** Answers what makes no sense. */
        MALFORMED
    }

    /** What it speaks. */
    enum Wire {
        /** Answers of JSON or XML, in vain. */
        HTTP("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"broken"),
        /** A message of 2 GiB; an HTTP server in the place of a directory. */
        LDAP("0\u0084\u007f\u00ff\u00ff\u00f0", "HTTP/1.1 400 Bad Request\r\n\r\n");

        private final String beforeTheFlood;
        private final String nonsense;

        Wire(String beforeTheFlood, String nonsense) {
            this.beforeTheFlood = beforeTheFlood;
            this.nonsense = nonsense;
        }
    }

    FaultyPort(Wire wire, int upstream) throws IOException {
        this.wire = wire;
        this.upstream = upstream;
        this.port = free();
        listen();
    }

    /**
     * Below those that systems give to callers, one of whom could sit on it while nobody listens here.
     */
    private static int free() {
        for (int port : ThreadLocalRandom.current().ints(TRIES, 15_000, 30_000).toArray()) {
            try (ServerSocket tried = new ServerSocket(port)) {
                return tried.getLocalPort();
            } catch (IOException e) {
                // taken
            }
        }
        throw new AssertionError("none of " + TRIES + " ports is free");
    }

    int port() {
        return port;
    }

    /** From now on, and for those who are connected: their connections end. */
    synchronized void be(Fault next) {
        fault = next;
        try {
            listening.close();
            // The system lets go of the port when nobody waits in accept() any more.
            accepting.get();
            for (Socket socket : Set.copyOf(open)) {
                socket.close();
            }
            if (next != Fault.DOWN) {
                listen();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        be(Fault.DOWN);
        threads.shutdownNow();
    }

    private void listen() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = server;
        accepting = threads.submit(() -> accept(server));
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                open.add(caller);
                threads.execute(() -> answer(caller));
            } catch (IOException e) {
                // closed, or the caller has gone again
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            switch (fault) {
                case NONE -> handOn(caller);
                case DOWN -> {}
                case SLOW -> drain(caller.getInputStream());
                case HUGE -> flood(caller);
                case MALFORMED -> {
                    if (caller.getInputStream().read() >= 0) {
                        caller.getOutputStream().write(wire.nonsense.getBytes(US_ASCII));
                        caller.shutdownOutput();
                        drain(caller.getInputStream());
                    }
                }
            }
        } catch (IOException e) {
            // the caller has had enough, or the fault is another one now
        } finally {
            open.remove(caller);
        }
    }

    private void flood(Socket caller) throws IOException {
        if (caller.getInputStream().read() < 0) {
            return;
        }
        OutputStream out = caller.getOutputStream();
        out.write(wire.beforeTheFlood.getBytes(ISO_8859_1));
        byte[] water = "[".repeat(64 * 1024).getBytes(US_ASCII);
        for (int sent = 0; sent < FLOOD; sent += water.length) {
            out.write(water);
        }
    }

    private void handOn(Socket caller) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            open.add(server);
            try {
                threads.execute(() -> copy(server, caller));
                copy(caller, server);
            } finally {
                open.remove(server);
            }
        }
    }

    /** Ends both when one has ended. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them is gone
        }
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
