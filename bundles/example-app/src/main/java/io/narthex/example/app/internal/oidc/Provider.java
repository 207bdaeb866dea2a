package io.narthex.example.app.internal.oidc;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The provider, as a relying party sees it. It is asked for nothing before it is needed, and a failed question is asked anew
 * the next time, so application and provider may start in any order.
 */
public final class Provider {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Client client;
    private final ProviderHttp http;
    private final Clock clock;
    private final IdTokenVerifier verifier;
    private Optional<ProviderMetadata> known = Optional.empty();
    private Instant fetched = Instant.MIN;

    /**
     * This application, as the provider knows it.
     *
     * @param issuer the provider's issuer, to the letter
     * @param id the client id
     * @param secret the client secret
     * @param redirectUri where answers arrive
     */
    public record Client(String issuer, String id, String secret, String redirectUri) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Client[issuer=" + issuer + ", id=" + id + ", redirectUri=" + redirectUri + "]";
        }
    }

    /** What ties an answer to the request that it is for. */
    public record Binding(String state, String nonce, String verifier) {

        /** New random values. */
        public static Binding fresh() {
            return new Binding(Randoms.secret(), Randoms.secret(), Randoms.secret());
        }

        /** Nothing: all of it is secret. */
        @Override
        public String toString() {
            return "Binding[]";
        }
    }

    /** The provider for one client. */
    public Provider(Client client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.http = new ProviderHttp(PATIENCE);
        PublishedKeys keys = new PublishedKeys(this::fetchKeys, clock);
        this.verifier = new IdTokenVerifier(client.issuer(), client.id(), keys, clock);
    }

    /**
     * Where to send the browser to sign in. Where the provider offers no {@code offline_access}, that scope becomes
     * {@code access_type=offline}, which some use in its place.
     *
     * @throws OidcException if the provider cannot be found
     */
    public String authorizationAddress(Binding binding, List<String> scopes, Optional<String> connector) {
        ProviderMetadata metadata = metadata();
        boolean byType = scopes.contains("offline_access")
                && !metadata.scopes().isEmpty()
                && !metadata.scopes().contains("offline_access");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", client.redirectUri());
        parameters.put(
                "scope",
                scopes.stream()
                        .filter(scope -> !(byType && scope.equals("offline_access")))
                        .collect(Collectors.joining(" ")));
        parameters.put("state", binding.state());
        parameters.put("nonce", binding.nonce());
        parameters.put("code_challenge", Randoms.challenge(binding.verifier()));
        parameters.put("code_challenge_method", "S256");
        if (byType) {
            parameters.put("access_type", "offline");
        }
        connector.ifPresent(id -> parameters.put("connector_id", id));
        String address = metadata.authorization().toString();
        return address
                + (address.contains("?") ? "&" : "?")
                + parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + ProviderHttp.encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /**
     * Checks that an answer is the provider's and no other's (RFC 9207, 2.4).
     *
     * @throws OidcException if {@code iss} names another, or is missing although the provider always sends it
     */
    public void checkAnswerer(Optional<String> iss) {
        if (iss.isEmpty() && !metadata().namesItself()) {
            return;
        }
        if (!iss.equals(Optional.of(client.issuer()))) {
            throw OidcException.untrusted("iss: expected the answer to come from '" + client.issuer() + "'"
                    + iss.map(found -> ", got '" + found + "'").orElse(", but it does not say"));
        }
    }

    /**
     * Exchanges a code and checks the ID token that it brings.
     *
     * @throws OidcException if the provider cannot be reached, refuses, or answers something that fails a check
     */
    public Tokens exchange(String code, Binding binding, List<String> askedFor) {
        TokenAnswer answer = token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                client.redirectUri(),
                "code_verifier",
                binding.verifier()));
        String raw = answer.idToken()
                .orElseThrow(() -> OidcException.untrusted("id_token: missing from the provider's answer"));
        IdToken idToken =
                verifier.verify(raw, IdTokenVerifier.Expected.ofSignIn(binding.nonce(), answer.accessToken()));
        return tokens(answer, idToken, answer.refreshToken(), String.join(" ", askedFor));
    }

    /**
     * Refreshes. What the answer leaves out stays as it was.
     *
     * @throws OidcException as for {@link #exchange}
     */
    public Tokens refresh(Tokens current) {
        String refreshToken = current.refreshToken()
                .orElseThrow(() -> OidcException.refused("no_refresh_token", Optional.of("There is none to use.")));
        TokenAnswer answer = token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        IdToken idToken = answer.idToken()
                .map(raw -> verifier.verify(
                        raw, IdTokenVerifier.Expected.ofRefresh(current.idToken(), answer.accessToken())))
                .orElse(current.idToken());
        return tokens(answer, idToken, answer.refreshToken().or(current::refreshToken), current.scope());
    }

    /**
     * Asks for the claims about the one who signed in.
     *
     * @throws OidcException as for {@link #exchange}, and if the claims are about someone else (Core 5.3.2)
     */
    public JsonObject userinfo(Tokens tokens) {
        ProviderMetadata metadata = metadata();
        ProviderHttp.Answer answer = http.get(
                metadata.userinfo()
                        .orElseThrow(() -> OidcException.refused(
                                "no_userinfo_endpoint", Optional.of("The provider does not offer one."))),
                Map.of("Authorization", "Bearer " + tokens.accessToken()));
        JsonObject claims = successful(answer, "userinfo");
        if (!Json.text(claims, "sub").equals(Optional.of(tokens.idToken().subject()))) {
            throw OidcException.untrusted("sub: userinfo is about someone else than the ID token");
        }
        return claims;
    }

    private Tokens tokens(TokenAnswer answer, IdToken idToken, Optional<String> refreshToken, String scope) {
        return new Tokens(
                idToken,
                answer.accessToken(),
                refreshToken,
                answer.expiresIn().map(clock.instant()::plusSeconds),
                answer.scope().orElse(scope));
    }

    private TokenAnswer token(Map<String, String> form) {
        // RFC 6749, 2.3.1: both are form-encoded first.
        String credentials = ProviderHttp.encode(client.id()) + ":" + ProviderHttp.encode(client.secret());
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return TokenAnswer.from(
                successful(http.post(metadata().token(), Map.of("Authorization", basic), form), "token"));
    }

    private static JsonObject successful(ProviderHttp.Answer answer, String what) {
        Optional<JsonObject> body = Json.object(answer.body());
        if (answer.status() == 200) {
            return body.orElseThrow(() -> OidcException.untrusted(what + ": expected a JSON object"));
        }
        Optional<String> error = body.flatMap(object -> Json.text(object, "error"));
        if (error.isPresent()) {
            throw OidcException.refused(error.get(), body.flatMap(object -> Json.text(object, "error_description")));
        }
        if (answer.status() >= 500) {
            throw OidcException.unavailable(
                    "The provider's " + what + " endpoint answered with status " + answer.status());
        }
        throw OidcException.refused(
                "status " + answer.status(), Optional.of("the provider's " + what + " endpoint gave no reason"));
    }

    private synchronized ProviderMetadata metadata() {
        if (known.isEmpty() || fetched.plus(KEPT).isBefore(clock.instant())) {
            String issuer = client.issuer();
            String address = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                    + "/.well-known/openid-configuration";
            known = Optional.of(ProviderMetadata.from(fetchTwice(address), issuer));
            fetched = clock.instant();
        }
        return known.get();
    }

    /** A provider that is just starting drops a connection now and then, so one failure is forgiven. */
    private JsonObject fetchTwice(String address) {
        try {
            return fetch(address);
        } catch (OidcException e) {
            return fetch(address);
        }
    }

    private JsonObject fetch(String address) {
        ProviderHttp.Answer answer = http.get(java.net.URI.create(address), Map.of());
        if (answer.status() != 200) {
            throw OidcException.unavailable(address + " answered with status " + answer.status());
        }
        return Json.object(answer.body())
                .orElseThrow(() -> OidcException.unavailable(address + " answered with something else than JSON"));
    }

    private String fetchKeys() {
        ProviderHttp.Answer answer = http.get(metadata().keys(), Map.of());
        if (answer.status() != 200) {
            throw OidcException.unavailable(metadata().keys() + " answered with status " + answer.status());
        }
        return answer.body();
    }
}
