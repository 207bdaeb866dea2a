package io.narthex.web.internal.asset;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class AssetServletTest {

    private final Assets assets = new Assets(Optional::empty);
    private final AssetServlet servlet = new AssetServlet(assets, "static");
    private final Asset css = assets.find("static/main.css").orElseThrow();
    private final String tag = '"' + css.version() + '"';

    @Test
    public void sendsAFileWithItsTypeLengthAndTag() throws IOException {
        FakeExchange exchange = ask(Map.of("method", "GET", "path", "/main.css"));
        assertEquals(200, exchange.status());
        assertEquals("text/css; charset=utf-8", exchange.sent("Content-Type"));
        assertEquals(String.valueOf(css.length()), exchange.sent("Content-Length"));
        assertEquals("nosniff", exchange.sent("X-Content-Type-Options"));
        assertEquals(tag, exchange.sent("ETag"));
        assertTrue(exchange.body().contains("--accent"));
    }

    @Test
    public void isKeptForEverOnlyUnderTheAddressOfItsVersion() throws IOException {
        String right = "v=" + css.version();
        assertEquals(
                "no-cache", ask(Map.of("method", "GET", "path", "/main.css")).sent("Cache-Control"));
        assertEquals(
                "no-cache",
                ask(Map.of("method", "GET", "path", "/main.css", "query", "v=0"))
                        .sent("Cache-Control"));
        assertTrue(ask(Map.of("method", "GET", "path", "/main.css", "query", right))
                .sent("Cache-Control")
                .contains("immutable"));
    }

    @Test
    public void answersHeadWithoutABody() throws IOException {
        FakeExchange exchange = ask(Map.of("method", "HEAD", "path", "/main.css"));
        assertEquals(200, exchange.status());
        assertEquals(String.valueOf(css.length()), exchange.sent("Content-Length"));
        assertEquals("", exchange.body());
    }

    @Test
    public void sendsNothingToWhomHasItAlready() throws IOException {
        for (String header : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            FakeExchange exchange = ask(Map.of("method", "GET", "path", "/main.css", "If-None-Match", header));
            assertEquals(header, 304, exchange.status());
            assertEquals(header, "", exchange.body());
            assertEquals(header, tag, exchange.sent("ETag"));
            assertFalse(header, !exchange.sent("Content-Length").isEmpty());
        }
        assertEquals(
                200,
                ask(Map.of("method", "GET", "path", "/main.css", "If-None-Match", "\"other\""))
                        .status());
    }

    @Test
    public void saysInAWordWhenThereIsNothing() throws IOException {
        for (String path :
                List.of("/none.css", "/", "/icons", "/icons/", "/../page/messages_en.properties", "/Assets.class")) {
            FakeExchange exchange = ask(Map.of("method", "GET", "path", path));
            assertEquals(path, 404, exchange.status());
            assertEquals(path, "not found\n", exchange.body());
            assertEquals(path, "no-store", exchange.sent("Cache-Control"));
        }
        assertEquals(404, ask(Map.of("method", "GET")).status());
    }

    @Test
    public void refusesOtherMethods() throws IOException {
        FakeExchange exchange = ask(Map.of("method", "POST", "path", "/main.css"));
        assertEquals(405, exchange.status());
        assertEquals("GET, HEAD", exchange.sent("Allow"));
    }

    @Test
    public void imagesOpenedAsPagesMayRunNothing() throws IOException {
        String policy = ask(Map.of("method", "GET", "path", "/logo.svg")).sent("Content-Security-Policy");
        assertTrue(policy, policy.contains("default-src 'none'") && policy.contains("sandbox"));
    }

    private FakeExchange ask(Map<String, String> request) throws IOException {
        FakeExchange exchange = new FakeExchange(request);
        servlet.service(exchange.request(), exchange.response());
        return exchange;
    }
}
