package io.narthex.connector.authproxy.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sends the browser to the callback that the proxy guards, and believes what the proxy says of who came. */
final class AuthProxyConnector implements BrowserConnector {

    /** What Apache httpd writes for a variable that is not set. */
    private static final String UNSET = "(null)";

    private final String id;
    private final AuthProxyConfig config;

    AuthProxyConnector(String id, AuthProxyConfig config) {
        this.id = id;
        this.config = config;
    }

    @Override
    public Departure begin(SignInRequest request) {
        String guarded = request.callback() + "/" + encoded(id).replace("+", "%20");
        return new Departure.Redirect(URI.create(guarded + "?state=" + encoded(request.state())), "");
    }

    @Override
    public Identity complete(Arrival arrival) {
        requireOwnState(arrival);
        ProxyHeaders headers = ProxyHeaders.of(arrival, config.readHeaders());
        requireProxy(arrival, headers);
        AuthProxyConfig.Names names = config.names();
        String user = headers.find(names.user())
                .filter(name -> !name.equals(UNSET))
                .orElseThrow(
                        () -> SignInRefusedException.invalidAnswer(names.user() + ": missing; does the proxy guard "
                                + arrival.callback().getPath() + "?"));
        String email = headers.find(names.email()).orElse(user);
        return Identity.of(headers.find(names.userId()).orElse(user))
                .withUsername(headers.find(names.username()).orElse(""))
                .withPreferredUsername(user)
                .withEmail(email, config.emailVerified())
                .withGroups(groups(headers));
    }

    private static void requireOwnState(Arrival arrival) {
        List<String> states = arrival.query().getOrDefault("state", List.of());
        if (!states.equals(List.of(arrival.state()))) {
            throw SignInRefusedException.invalidAnswer("state: expected that of this sign-in once, got another");
        }
        if (!arrival.method().equals("GET")) {
            throw SignInRefusedException.invalidAnswer("method: expected GET, got " + arrival.method());
        }
    }

    private void requireProxy(Arrival arrival, ProxyHeaders headers) {
        String peer = arrival.remoteAddress();
        if (config.trustedProxies().stream().noneMatch(range -> range.contains(peer))) {
            throw SignInRefusedException.invalidAnswer("trustedProxies: '" + peer + "' is none of them");
        }
        config.secret().ifPresent(secret -> {
            byte[] said = headers.find(secret.header()).orElse("").getBytes(UTF_8);
            if (!MessageDigest.isEqual(said, secret.value().getBytes(UTF_8))) {
                throw SignInRefusedException.invalidAnswer(secret.header() + ": missing or wrong");
            }
        });
        config.certificate().ifPresent(expected -> {
            if (!arrival.header(Arrival.PEER_CERTIFICATE).equals(List.of(expected))) {
                throw SignInRefusedException.invalidAnswer(
                        "proxyCertificate: the proxy has shown another client certificate, or none");
            }
        });
    }

    private List<String> groups(ProxyHeaders headers) {
        Stream<String> said = headers.find(config.names().groups()).stream()
                .flatMap(text -> Arrays.stream(text.split(Pattern.quote(config.groupSeparator()), -1)))
                .map(String::strip)
                .filter(group -> !group.isEmpty() && !group.equals(UNSET));
        return Stream.concat(said, config.staticGroups().stream()).distinct().toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public String toString() {
        return "AuthProxyConnector[" + id + "]";
    }
}
