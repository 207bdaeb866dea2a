package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server.
 *
 * @param host name or numeric address, without brackets
 * @param port from 1 to 65535
 */
record Address(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.%]+)]|(?<name>[A-Za-z0-9._-]+))(?::(?<port>[0-9]{1,5}))?");

    private static final String EXPECTED = "a host name, with or without a port, such as ldap.example.com:636";

    private static final int HIGHEST_PORT = 65_535;

    /** All servers of the key {@code host}; those without a port have the default one. */
    static List<Address> all(Settings settings, int defaultPort) {
        List<String> hosts = settings.list("host");
        if (hosts.isEmpty()) {
            throw settings.missing("host", EXPECTED);
        }
        return hosts.stream().map(host -> parse(settings, host, defaultPort)).toList();
    }

    private static Address parse(Settings settings, String text, int defaultPort) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw settings.wrong("host", EXPECTED, text);
        }
        String port = form.group("port");
        int number = port == null ? defaultPort : Integer.parseInt(port);
        if (number < 1 || number > HIGHEST_PORT) {
            throw settings.wrong("host", "a port from 1 to " + HIGHEST_PORT, text);
        }
        String v6 = form.group("v6");
        return new Address(v6 == null ? form.group("name") : v6, number);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
