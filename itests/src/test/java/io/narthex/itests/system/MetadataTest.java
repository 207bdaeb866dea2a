package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import java.net.URI;
import org.junit.Test;

/** Where clients look for what the provider says of itself; RFC 8414, section 3.1. */
public class MetadataTest {

    private final Client client = new Client();

    @Test
    public void isAtTheRootOfTheHostAndMovesWithTheIssuer() {
        try (Distribution narthex = Distribution.demo("metadata").start()) {
            URI issuer = narthex.issuer();
            URI root = issuer.resolve("/");
            String discovery = discovery(issuer).text();
            Page atRoot = client.get(root.resolve("/.well-known/oauth-authorization-server" + issuer.getPath()));
            assertEquals(200, atRoot.status());
            assertEquals(discovery, atRoot.text());
            assertEquals(
                    "nosniff",
                    atRoot.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertEquals(
                    discovery,
                    client.get(URI.create(issuer + "/.well-known/oauth-authorization-server"))
                            .text());
            assertEquals(
                    404,
                    client.get(root.resolve("/.well-known/oauth-authorization-server"))
                            .status());

            narthex.set("narthex.provider.cfg", "issuer", root.resolve("/a/b").toString());
            await("moved").until(() -> discovery(root.resolve("/a/b")).status() == 200);
            await("moved at the root")
                    .until(() -> client.get(root.resolve("/.well-known/oauth-authorization-server/a/b"))
                                    .status()
                            == 200);
            assertEquals(
                    404,
                    client.get(root.resolve("/.well-known/oauth-authorization-server" + issuer.getPath()))
                            .status());

            narthex.set("narthex.provider.cfg", "issuer", root.toString());
            await("at the root itself")
                    .until(() -> client.get(root.resolve("/.well-known/oauth-authorization-server"))
                                    .status()
                            == 200);
            assertEquals(
                    404,
                    client.get(root.resolve("/.well-known/oauth-authorization-server/a/b"))
                            .status());
        }
    }

    private Page discovery(URI issuer) {
        return client.get(URI.create(issuer + "/.well-known/openid-configuration"));
    }
}
