package io.narthex.web.internal.asset;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** One request and what a servlet answers to it: as much of the servlet interfaces as file servlets need. */
final class FakeExchange {

    private final Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> request;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    /** {@code method}, {@code path}, {@code query} and headers by their names. */
    FakeExchange(Map<String, String> request) {
        this.request = request;
    }

    int status() {
        return status;
    }

    /** The value of a header that was set, or nothing. */
    String sent(String header) {
        return sent.getOrDefault(header, "");
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> request.get("method");
            case "getPathInfo" -> request.get("path");
            case "getQueryString" -> request.get("query");
            case "getHeader" -> request.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    HttpServletResponse response() {
        return fake(HttpServletResponse.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setHeader" -> sent.put((String) arguments[0], (String) arguments[1]);
                case "setStatus" -> status = (Integer) arguments[0];
                case "setContentType" -> sent.put("Content-Type", (String) arguments[0]);
                case "setContentLength" -> sent.put("Content-Length", String.valueOf(arguments[0]));
                default -> {
                    return output(method.getName());
                }
            }
            return null;
        });
    }

    private ServletOutputStream output(String method) {
        if (!method.equals("getOutputStream")) {
            throw new UnsupportedOperationException(method);
        }
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
