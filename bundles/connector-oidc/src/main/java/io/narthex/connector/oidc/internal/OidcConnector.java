package io.narthex.connector.oidc.internal;

import com.google.gson.JsonObject;
import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.EndsUpstreamSession;
import io.narthex.connector.Identity;
import io.narthex.connector.KnowsTrouble;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.SubjectToken;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.VouchesForToken;
import io.narthex.connector.support.http.HttpCall;
import io.narthex.connector.support.oauth.CodeExchange;
import io.narthex.connector.support.oauth.TokenAnswer;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Signs people in at an OpenID Connect provider, by its authorization code flow. */
final class OidcConnector
        implements BrowserConnector, RefreshesIdentity, EndsUpstreamSession, VouchesForToken, KnowsTrouble {

    private static final int LONGEST_HINT = 320;

    private final String id;
    private final OidcConfig config;
    private final OidcUpstream upstream;
    private final OidcClaims claims;

    OidcConnector(String id, OidcConfig config, OidcUpstream upstream) {
        this.id = id;
        this.config = config;
        this.upstream = upstream;
        this.claims = new OidcClaims(config.claims());
    }

    @Override
    public Departure begin(SignInRequest request) {
        SignInRequest toUs = new SignInRequest(
                callback(request.callback()),
                request.state(),
                request.scopes(),
                request.loginHint(),
                request.forceAuthentication());
        return upstream.exchange().depart(toUs, scope(request.scopes()), parameters(request));
    }

    @Override
    public Identity complete(Arrival arrival) {
        if (config.redirectUri().filter(own -> !own.equals(arrival.callback())).isPresent()) {
            throw SignInRefusedException.invalidAnswer("redirectURI: the browser came to another address");
        }
        CodeExchange.Arrived arrived = upstream.exchange().arrive(arrival);
        TokenAnswer tokens = arrived.tokens();
        String idToken = tokens.idToken()
                .orElseThrow(() -> SignInRefusedException.invalidAnswer("token endpoint: id_token: missing"));
        JsonObject token = upstream.idTokens().verify(idToken, expected(tokens).withNonce(arrived.nonce()));
        Identity identity = claims.identity(withUserinfo(token, tokens));
        return tokens.refreshToken()
                .map(KeptTokens::write)
                .map(identity::withConnectorData)
                .orElse(identity);
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        String refreshToken = last.connectorData()
                .flatMap(KeptTokens::read)
                .orElseThrow(() -> SignInRefusedException.notPermitted("the upstream gave no refresh token"));
        TokenAnswer tokens = upstream.exchange().refresh(refreshToken);
        String data = KeptTokens.write(tokens.refreshToken().orElse(refreshToken));
        try {
            Identity now = refreshed(last, tokens);
            if (!now.userId().equals(last.userId())) {
                throw SignInRefusedException.invalidAnswer("refresh: another person came back");
            }
            return now.withConnectorData(data);
        } catch (UpstreamUnavailableException e) {
            throw e.keeping(data);
        }
    }

    @Override
    public Optional<URI> endSession(URI returnTo, String state) {
        return upstream.metadata().endSession().map(endpoint -> {
            String joint = endpoint.getRawQuery() == null ? "?" : "&";
            return URI.create(endpoint
                    + joint
                    + HttpCall.encoded(Map.of(
                            "client_id", config.client().id(),
                            "post_logout_redirect_uri", returnTo.toString(),
                            "state", state)));
        });
    }

    @Override
    public Identity vouch(SubjectToken token, Scopes scopes) {
        if (token.kind() == SubjectToken.Kind.ID_TOKEN) {
            String clientId = config.client().id();
            Set<String> audiences = new HashSet<>(config.exchange().audiences());
            audiences.add(clientId);
            return claims.identity(upstream.idTokens()
                    .verify(
                            token.text(),
                            new IdTokens.Expected(clientId, audiences, Optional.empty(), Optional.empty())));
        }
        if (!config.exchange().accessTokens()) {
            throw SignInRefusedException.notPermitted("tokenExchange.accessTokens: off");
        }
        return claims.identity(upstream.userinfoOfStranger(token.text()));
    }

    @Override
    public Optional<String> trouble() {
        return upstream.trouble();
    }

    @Override
    public void close() {
        upstream.close();
    }

    @Override
    public String toString() {
        return "OidcConnector[" + config + "]";
    }

    /**
     * The callback for this connector: that of all, or one that names it. With the latter, the answer of one upstream cannot be
     * passed off as that of another, even where upstreams do not say who they are; RFC 9700, section 4.4.2.
     */
    private URI callback(URI ofAll) {
        URI own = config.redirectUri().orElse(ofAll);
        if (!own.equals(ofAll) && !own.toString().equals(ofAll + "/" + id)) {
            throw new UpstreamUnavailableException(
                    "redirectURI: expected '" + ofAll + "' or '" + ofAll + "/" + id + "', got '" + own + "'");
        }
        return own;
    }

    private Identity refreshed(Identity last, TokenAnswer tokens) {
        if (tokens.idToken().isPresent()) {
            JsonObject token = verifiedAgain(tokens.idToken().get(), tokens);
            Identity now = claims.identity(withUserinfo(token, tokens));
            // Some upstreams say less at a refresh than at a sign-in.
            return now.username().isEmpty() ? now.withUsername(last.username()) : now;
        }
        // OpenID Connect Core, section 12.2: a refresh need not bring an ID token.
        return config.withUserinfo() || upstream.metadata().userinfo().isPresent()
                ? claims.identity(upstream.userinfo(tokens.accessToken()))
                : last;
    }

    /** Section 12.2: no nonce. A token that does not hold says nothing about the person, who therefore loses nothing. */
    private JsonObject verifiedAgain(String idToken, TokenAnswer tokens) {
        try {
            return upstream.idTokens().verify(idToken, expected(tokens));
        } catch (SignInRefusedException e) {
            throw new UpstreamUnavailableException("refresh: " + e.getMessage(), e);
        }
    }

    private IdTokens.Expected expected(TokenAnswer tokens) {
        return IdTokens.Expected.of(config.client().id()).withAccessToken(tokens.accessToken());
    }

    private JsonObject withUserinfo(JsonObject token, TokenAnswer tokens) {
        return config.withUserinfo() ? OidcClaims.merged(token, upstream.userinfo(tokens.accessToken())) : token;
    }

    private String scope(Scopes wanted) {
        Set<String> scopes = new LinkedHashSet<>(config.request().scopes());
        if (wanted.offlineAccess() && upstream.metadata().offlineAccess()) {
            scopes.add("offline_access");
        }
        return String.join(" ", scopes);
    }

    private Map<String, String> parameters(SignInRequest request) {
        OidcConfig.Request settings = config.request();
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> domains = settings.hostedDomains();
        if (!domains.isEmpty()) {
            parameters.put("hd", domains.size() == 1 ? domains.get(0) : "*");
        }
        if (!settings.acrValues().isEmpty()) {
            parameters.put("acr_values", String.join(" ", settings.acrValues()));
        }
        if (request.scopes().offlineAccess()) {
            parameters.put("access_type", "offline");
        }
        String prompt = prompt(request);
        if (!prompt.isEmpty()) {
            parameters.put("prompt", prompt);
        }
        request.loginHint()
                .filter(hint -> hint.length() <= LONGEST_HINT)
                .ifPresent(hint -> parameters.put("login_hint", hint));
        return parameters;
    }

    /** OpenID Connect Core 1.0, section 3.1.2.1. */
    private String prompt(SignInRequest request) {
        Set<String> words = new LinkedHashSet<>();
        if (request.forceAuthentication()) {
            words.add("login");
        }
        if (request.scopes().offlineAccess()) {
            config.request().offlinePrompt().ifPresent(prompt -> words.addAll(List.of(prompt.split(" ", -1))));
        }
        return String.join(" ", words);
    }
}
