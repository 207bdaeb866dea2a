package io.narthex.provider.internal;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.internal.fetch.ClientDocuments;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What clients have at their addresses, and what was fetched of it. */
public final class FakeDocuments implements ClientDocuments {

    public final Map<String, String> served = new ConcurrentHashMap<>();
    public final List<String> fetched = new CopyOnWriteArrayList<>();

    @Override
    public String fetch(URI uri, String mediaType) {
        fetched.add(uri.toString());
        return Optional.ofNullable(served.get(uri.toString()))
                .orElseThrow(() -> new UpstreamUnavailableException("GET " + uri + ": answered 404"));
    }
}
