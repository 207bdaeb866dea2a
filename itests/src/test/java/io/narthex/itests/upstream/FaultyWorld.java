package io.narthex.itests.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.narthex.connector.ldap.testing.Slapd;
import io.narthex.connector.ldap.testing.TestAuthority;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import io.narthex.itests.upstream.FaultyPort.Fault;
import io.narthex.itests.upstream.FaultyPort.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Narthex with one connector of each protocol, each named like its type, and upstreams behind ports that can fail. */
final class FaultyWorld implements AutoCloseable {

    /** What the authenticating proxy says in {@code X-Narthex-Proxy-Secret}. */
    static final String SECRET = "shared-secret-of-the-proxy";

    private static final String SCOPE = "openid email profile offline_access";

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private final Slapd slapd;
    private final SimpleSamlPhp saml = new SimpleSamlPhp();
    private final Distribution upstream = Distribution.demo("faults-upstream");
    private final Distribution narthex = Downstream.with("faults", "narthex-connector-ldap");
    private final Map<String, FaultyPort> ports;
    private final RelyingParty app = new RelyingParty(narthex.issuer());

    private FaultyWorld(Path folder) throws IOException {
        TestAuthority authority = new TestAuthority(Files.createDirectories(folder.resolve("authority")));
        slapd = Slapd.create(
                Files.createDirectories(folder.resolve("slapd")),
                authority,
                authority.issue("server", "ip:127.0.0.1"),
                Slapd.person("uid=jane", "cn: Jane", "uid: jane", "mail: jane@example.org"));
        ports = Map.of(
                "ldap", new FaultyPort(Wire.LDAP, slapd.port()),
                "oidc", new FaultyPort(Wire.HTTP, upstream.port()),
                "saml", new FaultyPort(Wire.HTTP, URI.create(saml.address()).getPort()));
    }

    /** Starts everything, with all ports down. */
    static FaultyWorld start(Path folder) throws Exception {
        Slapd.assumeInstalled();
        FaultyWorld world = new FaultyWorld(folder);
        world.everywhere(Fault.DOWN);
        world.slapd.start();
        world.startUpstreams();
        world.define();
        world.narthex.start();
        return world;
    }

    Distribution narthex() {
        return narthex;
    }

    RelyingParty app() {
        return app;
    }

    void be(String connector, Fault fault) {
        Optional.ofNullable(ports.get(connector)).orElseThrow().be(fault);
    }

    void everywhere(Fault fault) {
        ports.values().forEach(port -> port.be(fault));
    }

    /** Goes as far as the upstream's own page, or ours. */
    Page begin(String connector) {
        return new Journey().go(app.authorization(SCOPE, "connector_id", connector));
    }

    Page signInByLdap() {
        Journey journey = new Journey();
        Page form = journey.go(app.authorization(SCOPE, "connector_id", "ldap"));
        return journey.submit(form, Map.of("login", "jane", "password", Slapd.PASSWORD));
    }

    /** Signs in at the upstream, which does something wrong from the moment on when the browser leaves it. */
    Page signInByOidc(Fault afterwards) {
        Client browser = new Client();
        URI next = app.authorization(SCOPE, "connector_id", "oidc");
        while (!next.toString().startsWith(narthex.issuer() + "/callback")) {
            Page page = browser.get(next);
            next = page.location().orElseGet(() -> page.address().resolve(linkToMock(page.text())));
        }
        be("oidc", afterwards);
        return browser.follow(browser.get(next));
    }

    Page signInBySaml() {
        Journey journey = new Journey();
        Page login = journey.go(app.authorization(SCOPE, "connector_id", "saml"));
        return journey.submit(journey.submit(login, SimpleSamlPhp.JANE), Map.of());
    }

    /** An application brings an ID token of the OpenID Connect provider, which names a key that is not known. */
    Page exchangeTokenByNewKey() {
        String token = Stream.of("{\"alg\":\"RS256\",\"kid\":\"new\"}", "{}", "signature")
                .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8)))
                .collect(Collectors.joining("."));
        return app.token(Map.of(
                "grant_type", EXCHANGE,
                "connector_id", "oidc",
                "subject_token", token,
                "subject_token_type", "urn:ietf:params:oauth:token-type:id_token",
                "scope", "openid"));
    }

    /** Comes to the callback as a proxy would send it, with the right secret and these lines. */
    Page arriveByProxy(String... lines) throws IOException {
        return arriveWithSecret(SECRET, lines);
    }

    /** The same with another secret. */
    Page arriveWithSecret(String secret, String... lines) throws IOException {
        Client browser = new Client();
        URI callback = browser.get(app.authorization(SCOPE, "connector_id", "authproxy"))
                .location()
                .flatMap(next -> browser.get(next).location())
                .orElseThrow();
        List<String> head = new ArrayList<>(List.of(lines));
        head.add("Cookie: " + browser.cookies());
        head.add("X-Narthex-Proxy-Secret: " + secret);
        return RawHttp.get(callback, head);
    }

    /** The refresh token of somebody who has signed in. */
    String refreshToken(Page end) {
        JsonObject tokens = RelyingParty.tokens(app.redeem(app.code(end)));
        return tokens.get("refresh_token").getAsString();
    }

    /** All lines of the log. */
    List<String> log() throws IOException {
        return Files.readAllLines(narthex.data().resolve("log/narthex.log"));
    }

    /** What {@code bin/narthex status} says is wrong with a connector; empty for nothing. */
    String health(String connector) {
        String start = "narthex: wrong: connector '" + connector + "': ";
        return narthex.narthex("status")
                .output()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElse("");
    }

    /** Another definition of the SAML connector, which knows nothing of what the one before met. */
    void reopenSaml() {
        long opened = countOpenings();
        narthex.set("narthex.connector-saml.cfg", "clockSkew", (30 + opened) + "s");
        await("another SAML connector").until(() -> countOpenings() > opened);
    }

    private long countOpenings() {
        try {
            return log().stream()
                    .filter(line -> line.contains("Connector saml of type saml is ready"))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        narthex.close();
        upstream.close();
        saml.close();
        ports.values().forEach(FaultyPort::close);
        slapd.close();
    }

    private int port(String connector) {
        return Optional.ofNullable(ports.get(connector)).orElseThrow().port();
    }

    private void startUpstreams() throws Exception {
        saml.introduce(
                narthex.issuer() + "/saml",
                narthex.issuer() + "/callback/saml",
                "'saml20.sign.response' => true, 'saml20.sign.assertion' => true");
        saml.start();
        upstream.set("narthex.provider.cfg", "issuer", "http://127.0.0.1:" + port("oidc") + "/dex");
        upstream.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "true");
        upstream.write(
                "narthex.client-narthex.cfg",
                "secret = " + Downstream.SECRET + "\nredirectURIs = " + narthex.issuer() + "/callback\n");
        upstream.start();
    }

    private void define() {
        for (String type : List.of("oidc", "saml", "authproxy")) {
            narthex.addBootFeature("narthex-connector-" + type + "/" + System.getProperty("narthex.version"));
        }
        narthex.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "true");
        narthex.set(
                "narthex.client-" + RelyingParty.ID + ".cfg",
                "grantTypes",
                "authorization_code, refresh_token, " + EXCHANGE);
        define(
                "ldap",
                """
                name = Directory
                host = 127.0.0.1:%d
                insecureNoSSL = true
                bindDN = %s
                bindPW = %s
                connectTimeout = 1s
                timeout = 1s
                userSearch.baseDN = %s
                userSearch.username = uid
                userSearch.nameAttr = cn
                """
                        .formatted(port("ldap"), Slapd.ACCOUNT, Slapd.ACCOUNT_PASSWORD, Slapd.PEOPLE));
        define(
                "oidc",
                """
                name = Upstream
                issuer = http://127.0.0.1:%d/dex
                clientID = narthex
                clientSecret = %s
                promptType = omit
                http.readTimeout = 1s
                """
                        .formatted(port("oidc"), Downstream.SECRET));
        define(
                "saml",
                """
                name = Provider
                redirectURI = %1$s/callback/saml
                entityIssuer = %1$s/saml
                metadataURL = http://127.0.0.1:%2$d/saml2/idp/metadata.php
                metadataRefresh = 1m
                ssoBinding = redirect
                usernameAttr = name
                emailAttr = email
                http.readTimeout = 1s
                """
                        .formatted(narthex.issuer(), port("saml")));
        define("authproxy", "name = Proxy\ntrustedProxies = 127.0.0.1\nsharedSecret = " + SECRET + "\n");
    }

    private void define(String type, String settings) {
        narthex.write("narthex.connector-" + type + ".cfg", "type = " + type + "\n" + settings);
    }

    private static String linkToMock(String page) {
        return page.replaceFirst("(?s).*href=\"([^\"]*/auth/mock[^\"]*)\".*", "$1")
                .replace("&amp;", "&")
                .replace("&#x3D;", "=");
    }
}
