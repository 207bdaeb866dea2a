package io.narthex.connector.oidc.internal;

import io.narthex.connector.support.http.AddressPolicy;
import io.narthex.connector.support.http.HttpSettings;
import io.narthex.connector.support.http.Tls;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of one connector, checked.
 *
 * @param issuer where the metadata is found
 * @param issuerInTokens what metadata and tokens name as the issuer
 * @param client how we are known there
 * @param redirectUri the callback, that of all connectors or that of this one; empty for that of all
 * @param request what is asked for at each sign-in
 * @param endpoints addresses that replace those of the metadata
 * @param claims how claims become an identity
 * @param withUserinfo whether userinfo is asked, too
 * @param exchange which tokens may be exchanged
 * @param clockSkew by how much clocks may differ
 * @param http bounds for all calls
 */
record OidcConfig(
        URI issuer,
        String issuerInTokens,
        OidcClient client,
        Optional<URI> redirectUri,
        Request request,
        Endpoints endpoints,
        ClaimRules claims,
        boolean withUserinfo,
        Exchange exchange,
        Duration clockSkew,
        HttpSettings http) {

    private static final Pattern PROMPT = Pattern.compile("[a-z_]+( [a-z_]+)*");

    /**
     * What is asked for at each sign-in.
     *
     * @param scopes beginning with {@code openid}
     * @param hostedDomains domains of which one is asked for
     * @param acrValues levels of authentication, the preferred one first
     * @param offlinePrompt the prompt sent when a refresh token is wanted; empty for none
     */
    record Request(
            List<String> scopes, List<String> hostedDomains, List<String> acrValues, Optional<String> offlinePrompt) {

        static Request from(Settings settings) {
            Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
            List<String> wanted = settings.list("scopes");
            scopes.addAll(wanted.isEmpty() ? List.of("profile", "email") : wanted);
            String prompt = settings.text("promptType", "consent");
            // It forbids the upstream to ask anything: whoever is not signed in there yet could not sign in at all.
            boolean asksNothing = List.of(prompt.split(" ", -1)).contains("none");
            if (asksNothing || !PROMPT.matcher(prompt).matches()) {
                throw settings.wrong(
                        "promptType", "omit, consent, login, select_account or several of them, but not none", prompt);
            }
            return new Request(
                    List.copyOf(scopes),
                    settings.list("hostedDomains"),
                    settings.list("acrValues"),
                    Optional.of(prompt).filter(text -> !text.equals("omit")));
        }
    }

    /**
     * Addresses that the operator wrote.
     *
     * @param authorization where codes are asked for
     * @param token where tokens are asked for
     * @param keys where the keys are
     * @param userinfo where people are asked about
     * @param endSession where sessions are ended
     */
    record Endpoints(
            Optional<URI> authorization,
            Optional<URI> token,
            Optional<URI> keys,
            Optional<URI> userinfo,
            Optional<URI> endSession) {

        static Endpoints from(Settings settings) {
            return new Endpoints(
                    settings.optionalUri("authURL"),
                    settings.optionalUri("tokenURL"),
                    settings.optionalUri("jwksURL"),
                    settings.optionalUri("userInfoURL"),
                    settings.optionalUri("endSessionURL"));
        }
    }

    /**
     * Which tokens of the upstream a client may exchange for ours.
     *
     * @param audiences audiences besides our own client id
     * @param accessTokens whether access tokens are taken, of which nobody can tell whom they were made for
     */
    record Exchange(Set<String> audiences, boolean accessTokens) {
        static Exchange from(Settings settings) {
            return new Exchange(Set.copyOf(settings.list("audiences")), settings.flag("accessTokens", false));
        }
    }

    /**
     * Reads the settings, by dex's names.
     *
     * @throws InvalidSettingException if a key is missing or wrong
     */
    static OidcConfig from(Settings settings) {
        URI issuer = settings.uri("issuer");
        if (issuer.getRawQuery() != null) {
            throw settings.wrong("issuer", "an address without a query", issuer.toString());
        }
        Endpoints endpoints = Endpoints.from(settings.section("providerDiscoveryOverrides"));
        boolean withUserinfo = settings.flag("getUserInfo", false);
        Exchange exchange = Exchange.from(settings.section("tokenExchange"));
        if (exchange.accessTokens() && !withUserinfo) {
            throw settings.section("tokenExchange")
                    .wrong("accessTokens", "getUserInfo = true with it", "true without it");
        }
        return new OidcConfig(
                issuer,
                settings.text("issuerAlias", issuer.toString()),
                OidcClient.from(settings),
                settings.optionalUri("redirectURI"),
                Request.from(settings),
                endpoints,
                ClaimRules.from(settings),
                withUserinfo,
                exchange,
                settings.duration("clockSkew", Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(5)),
                http(settings, issuer, endpoints));
    }

    private static HttpSettings http(Settings settings, URI issuer, Endpoints endpoints) {
        HttpSettings http = HttpSettings.from(settings, Tls.withMoreRoots(settings));
        AddressPolicy policy = http.addresses().andHostOf(issuer);
        for (Optional<URI> written : List.of(endpoints.token(), endpoints.keys(), endpoints.userinfo())) {
            policy = written.map(policy::andHostOf).orElse(policy);
        }
        return http.withAddresses(policy);
    }

    /** Without anything of the client. */
    @Override
    public String toString() {
        return "OidcConfig[issuer=" + issuer + "]";
    }
}
