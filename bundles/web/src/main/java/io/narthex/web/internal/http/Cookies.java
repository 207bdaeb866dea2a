package io.narthex.web.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The cookies that came with a request, in their order; RFC 6265, section 4.2. */
public final class Cookies {

    private Cookies() {}

    /**
     * A cookie.
     *
     * @param name its name
     * @param value its value, as it came
     */
    public record Cookie(String name, String value) {

        /** Without the value. */
        @Override
        public String toString() {
            return "Cookie[name=" + name + "]";
        }
    }

    /** All of them. */
    public static Stream<Cookie> of(Call call) {
        return call.headers("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.indexOf('=') > 0)
                .map(pair -> new Cookie(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
    }

    /** The values of one name; more than one if somebody planted another of the same name. */
    public static List<String> values(Call call, String name) {
        return of(call).filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .toList();
    }
}
