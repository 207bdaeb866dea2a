package io.narthex.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser that came back from an upstream, as the front end saw it.
 *
 * @param method {@code GET} or {@code POST}
 * @param query parameters of the address, decoded
 * @param form parameters of the body, decoded; empty for {@code GET}
 * @param headers by lower-case name
 * @param remoteAddress the directly connected peer, numeric
 * @param connectorId the connector named by the path, if one is
 * @param callback the absolute address that was called, without its query
 */
public record Return(
        String method,
        Map<String, List<String>> query,
        Map<String, List<String>> form,
        Map<String, List<String>> headers,
        String remoteAddress,
        Optional<String> connectorId,
        URI callback) {

    /** Names only. */
    @Override
    public String toString() {
        return "Return[method=" + method + ", query=" + query.keySet() + ", form=" + form.keySet() + "]";
    }
}
