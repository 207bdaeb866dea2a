package io.narthex.web.internal.http;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.web.internal.site.WebSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;

/**
 * A request as we read it. Parameters come from the raw query and the raw body, never from the container, which would mix
 * the two and read without our limits.
 */
public final class Call {

    /** The longest body of a form, in bytes. */
    public static final int MAX_FORM = 64 * 1024;
    /** The longest body of an upstream's answer, in bytes: SAML responses are large. */
    public static final int MAX_CALLBACK = 512 * 1024;

    /**
     * So many bytes of what is too long are read and thrown away: whoever still sends when the answer comes sees a broken
     * connection in its place.
     */
    private static final long MOST_DISCARDED = 1 << 20;

    /** How long a client may take for a body. */
    private static final Duration MAX_READING = Duration.ofSeconds(20);

    private static final String LANGUAGES = Call.class.getName() + ".languages";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final HttpServletRequest request;

    /** A request of a servlet container. */
    public Call(HttpServletRequest request) {
        this.request = request;
    }

    /** The method as it came: no parameter and no header can change it. */
    public String method() {
        return request.getMethod();
    }

    /** The path without the issuer's, still encoded. */
    public String path() {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        return uri.startsWith(context) ? uri.substring(context.length()) : uri;
    }

    /** The parameters of the address. */
    public Parameters query() {
        return Parameters.parse(queryText());
    }

    /** The query as it came; empty if there is none. */
    public String queryText() {
        return Optional.ofNullable(request.getQueryString()).orElse("");
    }

    /** The parameters of the body, of at most {@link #MAX_FORM} bytes. */
    public Parameters form() {
        return form(MAX_FORM, Parameters.MAX_VALUE);
    }

    /**
     * The parameters of the body; none if it is empty.
     *
     * @param maxBody the most bytes to read
     * @param maxValue the longest value of one parameter
     * @throws OAuthException {@code invalid_request} if it is no form, or a malformed one
     * @throws TooLargeException if it is longer
     */
    public Parameters form(int maxBody, int maxValue) {
        String body = body(maxBody);
        if (body.isEmpty()) {
            return Parameters.none();
        }
        if (!isForm()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "Content-Type: expected " + FORM);
        }
        return Parameters.parse(body, maxValue);
    }

    /**
     * The text of the body, of at most {@link #MAX_FORM} bytes, if it is said to be JSON.
     *
     * @throws TooLargeException if it is longer
     */
    public Optional<String> json() {
        return isOfType(JSON) ? Optional.of(body(MAX_FORM)) : Optional.empty();
    }

    /** Whether the body is said to be a form. */
    public boolean isForm() {
        return isOfType(FORM);
    }

    private boolean isOfType(String wanted) {
        return header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(wanted))
                .orElse(false);
    }

    /** The value of a header, if it is given once. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** All values of a header, in order. */
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** All headers by lower-case name. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), headers(name)));
        return headers;
    }

    /** The languages that the reader prefers, best first: what the application says before what the browser says. */
    public List<Locale> locales() {
        List<Locale> locales = new ArrayList<>();
        if (request.getAttribute(LANGUAGES) instanceof Languages chosen) {
            chosen.tags().stream().map(Locale::forLanguageTag).forEach(locales::add);
        }
        if (header("Accept-Language").isPresent()) {
            locales.addAll(Collections.list(request.getLocales()));
        }
        return locales;
    }

    /**
     * Says in which languages the answer should be rather than in those that the browser asks for; OpenID Connect Core 1.0,
     * section 3.1.2.1, {@code ui_locales}.
     *
     * @param tags language tags, best first
     */
    public void preferLanguages(List<String> tags) {
        request.setAttribute(LANGUAGES, new Languages(tags));
    }

    private record Languages(List<String> tags) {}

    /** Whether somebody looks at the answer, rather than a program. */
    public boolean isBrowser() {
        return headers("Accept").stream().anyMatch(types -> types.contains("text/html"));
    }

    /** The directly connected peer, numeric. */
    public String peer() {
        return request.getRemoteAddr();
    }

    /** The client certificate that the peer has shown in the TLS handshake, if it has. */
    public Optional<X509Certificate> peerCertificate() {
        return request.getAttribute("javax.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    /**
     * Whom it counts for where the many requests of one source are bounded: the address, or the network of 64 bits that one
     * IPv6 subscriber has whole.
     */
    public String source(WebSettings settings) {
        return ClientAddress.source(ClientAddress.of(peer(), headers(settings.clientAddressHeader()), settings));
    }

    private String body(int limit) {
        if (request.getContentLengthLong() > limit + MOST_DISCARDED) {
            throw new TooLargeException(limit);
        }
        try (InputStream in = BodilessRequest.original(request).getInputStream()) {
            return new String(read(in, limit), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("body: could not be read", e);
        }
    }

    /** The server ends a connection that is silent for long; this ends one that drips. */
    private static byte[] read(InputStream in, int limit) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8 * 1024];
        long size = 0;
        for (int length = in.read(part); length >= 0 && size <= limit + MOST_DISCARDED; length = in.read(part)) {
            size += length;
            if (size <= limit) {
                body.write(part, 0, length);
            }
            if (System.nanoTime() - start > MAX_READING.toNanos()) {
                throw new IOException("body: slower than " + MAX_READING);
            }
        }
        if (size > limit) {
            throw new TooLargeException(limit);
        }
        return body.toByteArray();
    }

    /** The method and the path: queries hold codes and states. */
    @Override
    public String toString() {
        return method() + " " + path();
    }
}
