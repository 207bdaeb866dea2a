package io.narthex.web.internal.flow;

import io.narthex.protocol.RandomIds;
import io.narthex.web.internal.http.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * The flow cookies that came with a request, the oldest first: so browsers order those of one path (RFC 6265, section 5.4),
 * and a cookie that is set anew keeps its place.
 */
final class CookieJar {

    static final String PREFIX = "narthex-flow-";

    /** The most flows that a browser carries. */
    static final int MOST = 5;
    /** The most characters of all of them, so that the request head stays within any server's limit. */
    static final int MOST_CHARACTERS = 7_500;

    private final List<Crumb> crumbs = new ArrayList<>();

    private record Crumb(String flowId, String value) {
        int length() {
            return PREFIX.length() + flowId.length() + value.length() + 3;
        }
    }

    private CookieJar() {}

    static CookieJar of(Call call) {
        CookieJar jar = new CookieJar();
        for (String header : call.headers("Cookie")) {
            for (String pair : header.split(";", -1)) {
                String cookie = pair.strip();
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.startsWith(PREFIX)) {
                    String id = cookie.substring(PREFIX.length(), equals);
                    if (RandomIds.isId(id)) {
                        jar.crumbs.add(new Crumb(id, cookie.substring(equals + 1)));
                    }
                }
            }
        }
        return jar;
    }

    /** The values of a flow's cookie; more than one if somebody planted another of the same name. */
    List<String> values(String flowId) {
        return crumbs.stream()
                .filter(crumb -> crumb.flowId().equals(flowId))
                .map(Crumb::value)
                .toList();
    }

    /** The flows that must go so that this one finds room, the oldest first. */
    List<String> evicted(String flowId, int valueLength) {
        List<Crumb> others = new ArrayList<>(
                crumbs.stream().filter(crumb -> !crumb.flowId().equals(flowId)).toList());
        int length = new Crumb(flowId, "").length()
                + valueLength
                + others.stream().mapToInt(Crumb::length).sum();
        List<String> evicted = new ArrayList<>();
        while (!others.isEmpty() && (others.size() >= MOST || length > MOST_CHARACTERS)) {
            Crumb oldest = others.remove(0);
            length -= oldest.length();
            evicted.add(oldest.flowId());
        }
        return evicted.stream().distinct().toList();
    }
}
