package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection that is kept alive and sends bytes as they are: Java's own client refuses to send what is malformed. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final int port;
    private Optional<Socket> socket = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    Wire(int port) {
        this.port = port;
    }

    /** An answer; header names are in lower case, and several values of one name stand in lines of their own. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Sends a request; empty if the other side hangs up instead of answering. */
    Optional<Answer> send(byte[] request, boolean hasBody) throws IOException {
        if (socket.isPresent()) {
            try {
                return Optional.of(exchange(request, hasBody));
            } catch (IOException kept) {
                close(); // it may have been closed while it was idle, so once more
            }
        }
        try {
            Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
            socket = Optional.of(opened);
            opened.setSoTimeout(PATIENCE);
            opened.setTcpNoDelay(true);
            in = new BufferedInputStream(opened.getInputStream());
            return Optional.of(exchange(request, hasBody));
        } catch (IOException hungUp) {
            close();
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (socket.isPresent()) {
            socket.get().close();
            socket = Optional.empty();
        }
    }

    private Answer exchange(byte[] request, boolean hasBody) throws IOException {
        IOException unsent = null;
        try {
            socket.orElseThrow().getOutputStream().write(request);
        } catch (IOException e) {
            unsent = e; // what is too large is answered before it is read
        }
        String status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw unsent == null ? new IOException("no answer: " + status) : unsent;
        }
        int code = Integer.parseInt(status.substring(9, 12));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + "\n" + second);
        }
        Answer answer = new Answer(code, headers, hasBody && code != 204 && code != 304 ? body(headers) : "");
        if (unsent != null || headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private String body(Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            for (int size = chunk(); size > 0; size = chunk()) {
                body.writeBytes(exactly(size));
                line();
            }
            line();
        } else if (headers.containsKey("content-length")) {
            body.writeBytes(exactly(Integer.parseInt(headers.getOrDefault("content-length", ""))));
        } else {
            in.transferTo(body);
            close();
        }
        return body.toString(ISO_8859_1);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("cut off");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
