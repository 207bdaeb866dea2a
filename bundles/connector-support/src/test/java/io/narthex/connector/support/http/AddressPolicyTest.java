package io.narthex.connector.support.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.UpstreamUnavailableException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.Test;

public class AddressPolicyTest {

    @Test
    public void tellsPublicAddressesFromOthers() throws Exception {
        for (String address : List.of("1.1.1.1", "100.63.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111")) {
            assertEquals(address, true, AddressPolicy.isPublic(InetAddress.getByName(address)));
        }
        for (String address : List.of(
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0::1")) {
            assertEquals(address, false, AddressPolicy.isPublic(InetAddress.getByName(address)));
        }
    }

    @Test
    public void refusesWhatIsNoWebAddress() {
        for (String uri : List.of("file:///etc/passwd", "ftp://1.1.1.1/", "//1.1.1.1/", "http://u:p@1.1.1.1/", "x")) {
            assertRefused(AddressPolicy.everywhere(), uri);
        }
    }

    @Test
    public void refusesOtherSpellingsOfLoopback() {
        for (String uri :
                List.of("http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:7f00:1]/")) {
            assertRefused(AddressPolicy.publicOnly(), uri);
        }
    }

    @Test
    public void letsTheHostPassThatTheOperatorWrote() {
        AddressPolicy policy = AddressPolicy.publicOnly().andHostOf(URI.create("https://LOCALHOST:1/x"));
        policy.require(URI.create("https://localhost:2/y"));
        assertRefused(policy, "https://127.0.0.1/");
    }

    private static void assertRefused(AddressPolicy policy, String uri) {
        assertThrows(uri, UpstreamUnavailableException.class, () -> policy.require(URI.create(uri)));
    }
}
