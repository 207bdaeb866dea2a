package io.narthex.connector.support.http;

import io.narthex.connector.UpstreamUnavailableException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Says which addresses may be called when somebody else than the operator named them: an upstream's metadata, say. Keeps
 * such a name from leading into the network that we stand in.
 *
 * <p>The name is looked up here and again for the call; Java remembers the answer for half a minute, so that both see the
 * same one.
 */
public final class AddressPolicy {

    private final boolean everywhere;
    private final Set<String> hosts;
    private final String remedy;

    private AddressPolicy(boolean everywhere, Set<String> hosts, String remedy) {
        this.everywhere = everywhere;
        this.hosts = Set.copyOf(hosts);
        this.remedy = remedy;
    }

    /** Every address may be called. */
    public static AddressPolicy everywhere() {
        return new AddressPolicy(true, Set.of(), "");
    }

    /** Only addresses of the public internet may be called. */
    public static AddressPolicy publicOnly() {
        return publicOnly("http.allowPrivateAddresses");
    }

    /**
     * Only addresses of the public internet may be called.
     *
     * @param remedy the setting that would allow others, for messages
     */
    public static AddressPolicy publicOnly(String remedy) {
        return new AddressPolicy(false, Set.of(), remedy);
    }

    /** The same policy, which lets the host of an address pass that the operator wrote. */
    public AddressPolicy andHostOf(URI configured) {
        Set<String> more = new HashSet<>(hosts);
        more.add(hostOf(configured));
        return new AddressPolicy(everywhere, more, remedy);
    }

    /**
     * Refuses an address that may not be called.
     *
     * @throws UpstreamUnavailableException if it is not {@code http} or {@code https}, holds user information, or leads
     *     where it must not
     */
    public void require(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = hostOf(uri);
        if (!(scheme.equals("http") || scheme.equals("https")) || host.isEmpty() || uri.getRawUserInfo() != null) {
            throw new UpstreamUnavailableException(
                    "an address of the upstream is not an absolute http or https address");
        }
        if (everywhere || hosts.contains(host)) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    throw new UpstreamUnavailableException("host '" + host + "': leads to " + address.getHostAddress()
                            + ", which is not a public address; " + remedy + " would allow it");
                }
            }
        } catch (UnknownHostException e) {
            throw new UpstreamUnavailableException("host '" + host + "': unknown", e);
        }
    }

    private static String hostOf(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** RFC 6890: neither loopback, link-local, private, shared, reserved nor a way to smuggle one of those in. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            boolean isShared = first == 100 && (second & 0xc0) == 64;
            boolean isProtocolAssignment = first == 192 && second == 0 && bytes[2] == 0;
            boolean isBenchmark = first == 198 && (second & 0xfe) == 18;
            return first != 0 && first < 224 && !isShared && !isProtocolAssignment && !isBenchmark;
        }
        boolean isUniqueLocal = (first & 0xfe) == 0xfc;
        boolean isTranslated = first == 0x00 && second == 0x64;
        boolean isTunnelled = first == 0x20 && (second == 0x02 || (second == 0x01 && bytes[2] == 0 && bytes[3] == 0));
        boolean isCompatible = first == 0 && second == 0;
        return !isUniqueLocal && !isTranslated && !isTunnelled && !isCompatible;
    }
}
