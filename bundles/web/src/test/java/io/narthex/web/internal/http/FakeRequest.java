package io.narthex.web.internal.http;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;

/** A request with a method, a path and headers, and nothing else. */
public final class FakeRequest {

    private final String path;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    private FakeRequest(String path) {
        this.path = path;
    }

    public static FakeRequest get(String path) {
        return new FakeRequest(path);
    }

    public FakeRequest with(String header, String value) {
        headers.computeIfAbsent(header.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(value);
        return this;
    }

    public HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> "GET";
                    case "getRequestURI" -> path;
                    case "getContextPath" -> "";
                    case "getRemoteAddr" -> "192.0.2.1";
                    case "getHeaders" -> Collections.enumeration(
                            headers.getOrDefault(((String) arguments[0]).toLowerCase(Locale.ROOT), List.of()));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
