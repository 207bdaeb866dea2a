package io.narthex.itests.clients;

import io.narthex.itests.Node;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server for Node.js with openid-client; it tells as JSON what it got. */
final class OpenidClient {

    private OpenidClient() {}

    /** Registers and starts it. Where Node.js is missing, the test is reported as skipped. */
    static ClientProgram start(SharedNarthex narthex) {
        Path folder = Node.install("openid-client");
        URI origin = ClientProgram.freeOrigin();
        String secret = narthex.register("openid-client", "https://app.example.com", origin);
        return ClientProgram.start(
                origin,
                folder,
                Map.of("CLIENT_SECRET", secret),
                List.of("node", "server.mjs", narthex.issuer().toString(), Integer.toString(origin.getPort())));
    }
}
