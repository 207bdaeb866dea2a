package io.narthex.itests.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.itests.Client.Page;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** Sends what no client of Java's would. */
final class RawHttp {

    private static final int PATIENCE = 20_000;

    private RawHttp() {}

    /** Asks with these lines in the head, whatever they hold, in UTF-8. */
    static Page get(URI address, List<String> head) throws IOException {
        String request = "GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: "
                + address.getRawAuthority() + "\r\nConnection: close\r\n" + String.join("\r\n", head) + "\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            int status = Integer.parseInt(answer.split(" ", 3)[1]);
            return new Page(address, status, HttpHeaders.of(Map.of(), (name, value) -> true), answer);
        }
    }
}
