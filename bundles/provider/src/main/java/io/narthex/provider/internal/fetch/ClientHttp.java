package io.narthex.provider.internal.fetch;

import io.narthex.connector.support.http.AddressPolicy;
import io.narthex.connector.support.http.HttpSettings;
import io.narthex.connector.support.http.Tls;
import io.narthex.connector.support.http.UpstreamHttp;
import io.narthex.provider.AddressReach;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The HTTP client for addresses of clients. Made when it is wanted first, since most providers never need one. */
final class ClientHttp {

    static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

    private final Supplier<AddressReach> reach;
    private Optional<Open> open = Optional.empty();

    private record Open(AddressReach reach, UpstreamHttp http) {}

    /** @param reach where addresses may lead that the operator has not named, as it is now */
    ClientHttp(Supplier<AddressReach> reach) {
        this.reach = reach;
    }

    synchronized UpstreamHttp get() {
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
                ClientDocuments.LONGEST,
                Optional.empty(),
                reach == AddressReach.EVERYWHERE
                        ? AddressPolicy.everywhere()
                        : AddressPolicy.publicOnly("oauth2.clientAddresses = everywhere"),
                Tls.ofJava()));
    }
}
