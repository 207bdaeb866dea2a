package io.narthex.connector.ldap.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire between a connector and a server, which can be cut, or go wrong in other ways. */
final class Wire implements AutoCloseable {

    /** What comes back over it. */
    enum Answers {
        WHOLE,
        NONE,
        /** One, and none after it. */
        ONE,
        GARBAGE,
        /** The beginning of a message that claims to have two thousand million bytes. */
        HUGE,
        /** A byte now and then. */
        DRIPPING
    }

    private final int target;
    private final int port;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Answers answers = Answers.WHOLE;
    private volatile ServerSocket listener;

    Wire(int target) {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    /** How many connections have been made over it. */
    int connections() {
        return connections.get();
    }

    void answer(Answers kind) {
        answers = kind;
        closeOpen();
    }

    void cut() {
        close(listener);
        closeOpen();
    }

    void mend() {
        answers = Answers.WHOLE;
        closeOpen();
        if (listener.isClosed()) {
            listener = listen(port);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private ServerSocket listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            daemon(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                AtomicInteger answered = new AtomicInteger();
                daemon(() -> copy(client, server, false, answered));
                daemon(() -> copy(server, client, true, answered));
            } catch (IOException e) {
                // cut
            }
        }
    }

    private void copy(Socket from, Socket to, boolean isAnswer, AtomicInteger answered) {
        byte[] bytes = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                Answers now = answers;
                boolean isOver = now == Answers.NONE || (now == Answers.ONE && answered.get() > 0);
                if (!isOver) {
                    send(out, bytes, length, isAnswer ? now : Answers.WHOLE);
                    answered.addAndGet(isAnswer ? 1 : 0);
                }
            }
        } catch (IOException e) {
            // cut
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void send(OutputStream out, byte[] bytes, int length, Answers answers) throws IOException {
        switch (answers) {
            case WHOLE, ONE, NONE -> out.write(bytes, 0, length);
            case GARBAGE -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case HUGE -> out.write(new byte[] {0x30, (byte) 0x84, 0x77, 0x35, (byte) 0x94, 0x00, 0x02, 0x01, 0x01});
            case DRIPPING -> out.write(bytes, 0, 1);
        }
        out.flush();
    }

    private void closeOpen() {
        open.forEach(Wire::close);
        open.clear();
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
