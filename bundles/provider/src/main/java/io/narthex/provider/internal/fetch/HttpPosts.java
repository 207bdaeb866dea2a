package io.narthex.provider.internal.fetch;

import io.narthex.connector.support.http.HttpCall;
import io.narthex.provider.AddressReach;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** Posts forms by HTTP. */
public final class HttpPosts implements ClientPosts {

    private final ClientHttp http;

    /** @param reach where addresses may lead that the operator has not named, as it is now */
    public HttpPosts(Supplier<AddressReach> reach) {
        this.http = new ClientHttp(reach);
    }

    @Override
    public int post(URI uri, boolean foreign, Map<String, String> fields) {
        HttpCall call = HttpCall.post(uri, fields);
        return http.get().send(foreign ? call.toForeignAddress() : call).status();
    }
}
