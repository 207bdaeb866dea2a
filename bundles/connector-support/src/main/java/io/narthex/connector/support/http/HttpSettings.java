package io.narthex.connector.support.http;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of an {@link UpstreamHttp}.
 *
 * @param connectTimeout how long making a connection may take
 * @param readTimeout how long the upstream may take until its answer begins
 * @param totalTimeout how long a call may take with everything, repetitions too
 * @param maxBytes the longest body of an answer
 * @param proxy the proxy to go through; empty for that of the Java runtime, if it has one
 * @param addresses which addresses may be called that somebody else named
 * @param tls whom to trust
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        int maxBytes,
        Optional<URI> proxy,
        AddressPolicy addresses,
        Tls tls) {

    private static final Duration LEAST = Duration.ofMillis(100);
    /** A refresh makes three calls at most, and must be over before its lease is (two minutes). */
    private static final Duration MOST = Duration.ofSeconds(30);

    /** What holds unless the operator says otherwise. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            1 << 20,
            Optional.empty(),
            AddressPolicy.publicOnly(),
            Tls.ofJava());

    /**
     * Reads {@code http.connectTimeout}, {@code http.readTimeout}, {@code http.totalTimeout}, {@code http.maxResponseBytes}, {@code http.proxy} and
     * {@code http.allowPrivateAddresses}.
     *
     * @throws InvalidSettingException if one has a wrong value
     */
    public static HttpSettings from(Settings settings, Tls tls) {
        Settings http = settings.section("http");
        Optional<URI> proxy = http.optionalUri("proxy");
        if (proxy.isPresent()
                && (!"http".equals(proxy.get().getScheme()) || proxy.get().getPort() < 0)) {
            throw http.wrong("proxy", "http://<host>:<port>", proxy.get().toString());
        }
        return new HttpSettings(
                http.duration("connectTimeout", DEFAULT.connectTimeout, LEAST, MOST),
                http.duration("readTimeout", DEFAULT.readTimeout, LEAST, MOST),
                http.duration("totalTimeout", DEFAULT.totalTimeout, LEAST, MOST),
                http.number("maxResponseBytes", DEFAULT.maxBytes, 1024, 16 << 20),
                proxy,
                http.flag("allowPrivateAddresses", false) ? AddressPolicy.everywhere() : AddressPolicy.publicOnly(),
                tls);
    }

    /** The same with another policy for addresses. */
    public HttpSettings withAddresses(AddressPolicy policy) {
        return new HttpSettings(connectTimeout, readTimeout, totalTimeout, maxBytes, proxy, policy, tls);
    }
}
