package io.narthex.provider.internal.fetch;

import io.narthex.connector.support.Bulkhead;
import io.narthex.connector.support.http.AddressPolicy;
import io.narthex.connector.support.http.HttpCall;
import io.narthex.connector.support.http.HttpSettings;
import io.narthex.connector.support.http.Tls;
import io.narthex.connector.support.http.UpstreamHttp;
import io.narthex.provider.AddressReach;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fetches documents by HTTP. The client for it is made when the first one is wanted, since most providers never need one; few
 * are fetched at once, since people wait who have nothing to do with it.
 */
public final class HttpDocuments implements ClientDocuments {

    private static final int AT_ONCE = 8;
    private static final int WAITING = 32;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final Supplier<AddressReach> reach;
    private final Bulkhead bulkhead = new Bulkhead("fetching from clients", AT_ONCE, WAITING, LONGEST_CALL);
    private Optional<Open> open = Optional.empty();

    private record Open(AddressReach reach, UpstreamHttp http) {}

    /** @param reach where addresses may lead, as it is now */
    public HttpDocuments(Supplier<AddressReach> reach) {
        this.reach = reach;
    }

    @Override
    public String fetch(URI uri, String mediaType) {
        HttpCall call = HttpCall.get(uri).with("Accept", mediaType).toForeignAddress();
        return bulkhead.run(() -> http().send(call)).requireSuccess().body();
    }

    private synchronized UpstreamHttp http() {
        AddressReach now = reach.get();
        Open fitting = open.filter(one -> one.reach() == now).orElseGet(() -> new Open(now, connect(now)));
        open = Optional.of(fitting);
        return fitting.http();
    }

    private static UpstreamHttp connect(AddressReach reach) {
        return new UpstreamHttp(new HttpSettings(
                LONGEST_CONNECT,
                LONGEST_CALL,
                LONGEST_CALL,
                LONGEST,
                Optional.empty(),
                reach == AddressReach.EVERYWHERE
                        ? AddressPolicy.everywhere()
                        : AddressPolicy.publicOnly("oauth2.clientAddresses = everywhere"),
                Tls.ofJava()));
    }
}
