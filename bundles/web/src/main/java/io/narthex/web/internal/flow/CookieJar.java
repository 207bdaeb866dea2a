package io.narthex.web.internal.flow;

import io.narthex.protocol.RandomIds;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Cookies;
import java.util.ArrayList;
import java.util.List;

/**
 * The flow cookies that came with a request, the oldest first: so browsers order those of one path (RFC 6265, section 5.4),
 * and a cookie that is set anew keeps its place.
 */
final class CookieJar {

    /** How their names begin, behind what the site puts before all names. */
    static final String NAME = "narthex-flow-";

    /** The most flows that a browser carries. */
    static final int MOST = 5;
    /** The most characters of all of them, so that the request head stays within any server's limit. */
    static final int MOST_CHARACTERS = 7_500;

    private final List<Crumb> crumbs = new ArrayList<>();

    private final String prefix;

    private record Crumb(String flowId, String value) {}

    private CookieJar(String prefix) {
        this.prefix = prefix;
    }

    /** @param prefix how the names of flow cookies begin */
    static CookieJar of(Call call, String prefix) {
        CookieJar jar = new CookieJar(prefix);
        Cookies.of(call).filter(cookie -> cookie.name().startsWith(prefix)).forEach(cookie -> {
            String id = cookie.name().substring(prefix.length());
            if (RandomIds.isId(id)) {
                jar.crumbs.add(new Crumb(id, cookie.value()));
            }
        });
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
        int length = length(flowId, valueLength)
                + others.stream().mapToInt(this::length).sum();
        List<String> evicted = new ArrayList<>();
        while (!others.isEmpty() && (others.size() >= MOST || length > MOST_CHARACTERS)) {
            Crumb oldest = others.remove(0);
            length -= length(oldest);
            evicted.add(oldest.flowId());
        }
        return evicted.stream().distinct().toList();
    }

    private int length(Crumb crumb) {
        return length(crumb.flowId(), crumb.value().length());
    }

    private int length(String flowId, int valueLength) {
        return prefix.length() + flowId.length() + valueLength + 3;
    }
}
