package io.narthex.connector.oidc.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.Cached;
import io.narthex.connector.support.http.HttpAnswer;
import io.narthex.connector.support.http.HttpCall;
import io.narthex.connector.support.http.UpstreamHttp;
import io.narthex.connector.support.jose.FetchedKeys;
import io.narthex.connector.support.oauth.CodeExchange;
import io.narthex.connector.support.oauth.OAuthEndpoints;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Speaks with one upstream. Asks for its metadata when they are needed first, and again from time to time. */
final class OidcUpstream implements AutoCloseable {

    private static final Duration METADATA_KEPT = Duration.ofHours(1);

    private final OidcConfig config;
    private final Clock clock;
    private final UpstreamHttp http;
    private final Cached<OidcMetadata> metadata;
    private final FetchedKeys keys;
    private final IdTokens idTokens;

    OidcUpstream(OidcConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.http = new UpstreamHttp(config.http());
        this.metadata = new Cached<>(METADATA_KEPT, clock, this::discover);
        this.keys = new FetchedKeys(clock, () -> fetch(metadata().keys()));
        this.idTokens = new IdTokens(config, clock, keys, this::metadata);
    }

    /**
     * What the upstream says of itself.
     *
     * @throws UpstreamUnavailableException if it could not be asked, or says it wrong
     */
    OidcMetadata metadata() {
        return metadata.get();
    }

    /** The client at its endpoints. */
    CodeExchange exchange() {
        OidcMetadata found = metadata();
        return new CodeExchange(
                http,
                new OAuthEndpoints(
                        Optional.of(config.issuerInTokens()),
                        found.namesIssuer(),
                        found.authorization(),
                        found.token(),
                        true),
                config.client().id(),
                config.client().authentication(found.authentications(), clock));
    }

    /** Judges its ID tokens. */
    IdTokens idTokens() {
        return idTokens;
    }

    /**
     * What userinfo says; OpenID Connect Core, section 5.3.
     *
     * @throws SignInRefusedException if the access token is no good
     * @throws UpstreamUnavailableException if it could not be asked, or answers something else
     */
    JsonObject userinfo(String accessToken) {
        URI endpoint = metadata()
                .userinfo()
                .orElseThrow(
                        () -> new UpstreamUnavailableException("metadata of the upstream: userinfo_endpoint: missing"));
        HttpAnswer answer =
                http.send(HttpCall.get(endpoint).withBearer(accessToken).toForeignAddress());
        if (answer.status() == 401) {
            throw SignInRefusedException.notPermitted("userinfo: does not take the access token");
        }
        JsonObject claims = answer.requireSuccess().jsonObject();
        if (!(claims.get("sub") instanceof JsonPrimitive subject && subject.isString())) {
            throw new UpstreamUnavailableException(answer.where() + ": sub: missing");
        }
        return claims;
    }

    /**
     * What could not be fetched again lately, although people can still sign in with what there is. Whoever brings a token that
     * does not hold has no part in it.
     */
    Optional<String> trouble() {
        String problems = Stream.of(
                        metadata.stale().map(stale -> told("metadata", stale)),
                        keys.stale().map(stale -> told("keys", stale)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return Optional.of(problems).filter(text -> !text.isEmpty());
    }

    @Override
    public void close() {
        http.close();
    }

    private static String told(String what, Cached.Stale stale) {
        return what + " were read last at " + stale.since().truncatedTo(ChronoUnit.SECONDS) + ": " + stale.problem();
    }

    private OidcMetadata discover() {
        OidcConfig.Endpoints written = config.endpoints();
        boolean isAllWritten = written.authorization().isPresent()
                && written.token().isPresent()
                && written.keys().isPresent();
        String base = config.issuer().toString().replaceFirst("/+$", "");
        JsonObject json = isAllWritten
                ? new JsonObject()
                : http.send(HttpCall.get(URI.create(base + "/.well-known/openid-configuration")))
                        .requireSuccess()
                        .jsonObject();
        return OidcMetadata.read(json, config);
    }

    private JsonObject fetch(URI uri) {
        return http.send(HttpCall.get(uri).toForeignAddress()).requireSuccess().jsonObject();
    }
}
