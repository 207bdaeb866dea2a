package io.narthex.web.internal.http;

import io.narthex.settings.AddressRange;
import io.narthex.web.internal.site.WebSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds out where a request comes from. */
final class ClientAddress {

    private ClientAddress() {}

    /**
     * The numeric address of the client: the peer, or, where that is a trusted proxy, the last address that no trusted proxy
     * stands for. Whatever stands before it in the header was written by the client itself.
     *
     * @param peer the directly connected peer
     * @param forwarded the values of the configured header, in order
     */
    static String of(String peer, List<String> forwarded, WebSettings settings) {
        if (!isTrusted(peer, settings)) {
            return peer;
        }
        String client = peer;
        List<String> hops = forwarded.stream()
                .flatMap(value -> List.of(value.split(",", 32)).stream())
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = AddressRange.address(hops.get(i));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get().getHostAddress();
            if (!isTrusted(client, settings)) {
                return client;
            }
        }
        return client;
    }

    /** An address; of an IPv6 address the first 64 bits. */
    static String source(String address) {
        Optional<InetAddress> numeric = AddressRange.address(address);
        return numeric.isPresent() && numeric.get() instanceof Inet6Address six ? network(six) : address;
    }

    private static String network(Inet6Address address) {
        return HexFormat.of().formatHex(address.getAddress(), 0, 8).replaceAll("....(?!$)", "$0:") + "::/64";
    }

    private static boolean isTrusted(String address, WebSettings settings) {
        return settings.trustedProxies().stream().anyMatch(range -> range.contains(address));
    }
}
