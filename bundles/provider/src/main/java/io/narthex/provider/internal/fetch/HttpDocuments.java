package io.narthex.provider.internal.fetch;

import io.narthex.connector.support.Bulkhead;
import io.narthex.connector.support.http.HttpCall;
import io.narthex.provider.AddressReach;
import java.net.URI;
import java.util.function.Supplier;

/** Fetches documents by HTTP. Few are fetched at once, since people wait who have nothing to do with it. */
public final class HttpDocuments implements ClientDocuments {

    private static final int AT_ONCE = 8;
    private static final int WAITING = 32;

    private final ClientHttp http;
    private final Bulkhead bulkhead = new Bulkhead("fetching from clients", AT_ONCE, WAITING, ClientHttp.LONGEST_CALL);

    /** @param reach where addresses may lead, as it is now */
    public HttpDocuments(Supplier<AddressReach> reach) {
        this.http = new ClientHttp(reach);
    }

    @Override
    public String fetch(URI uri, String mediaType) {
        HttpCall call = HttpCall.get(uri).with("Accept", mediaType).toForeignAddress();
        return bulkhead.run(() -> http.get().send(call)).requireSuccess().body();
    }
}
