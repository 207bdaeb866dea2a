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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Speaks with one upstream. Asks for its metadata when they are needed first, and again from time to time. */
final class OidcUpstream implements AutoCloseable {

    private static final Duration METADATA_KEPT = Duration.ofHours(1);

    /** RFC 6750, section 2.1. */
    private static final Pattern ACCESS_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final int LONGEST_ACCESS_TOKEN = 16 * 1024;

    /** Answers that say that a token is no good, or that the person may not be asked about with it; section 3.1. */
    private static final Set<Integer> NO_GOOD = Set.of(400, 401, 403, 431);

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
        HttpAnswer answer = askUserinfo(accessToken);
        if (answer.status() == 401) {
            throw notTaken();
        }
        return person(answer);
    }

    /**
     * The same with an access token that somebody else has brought. It may be anything, so what the upstream has against it is
     * no fault of the upstream.
     *
     * @throws SignInRefusedException if the access token is no good
     * @throws UpstreamUnavailableException if the upstream could not be asked, or answers something else
     */
    JsonObject userinfoOfStranger(String accessToken) {
        if (accessToken.length() > LONGEST_ACCESS_TOKEN
                || !ACCESS_TOKEN.matcher(accessToken).matches()) {
            throw SignInRefusedException.invalidAnswer("access token: expected at most " + LONGEST_ACCESS_TOKEN
                    + " characters, of those that access tokens are made of");
        }
        HttpAnswer answer = askUserinfo(accessToken);
        if (NO_GOOD.contains(answer.status())) {
            throw notTaken();
        }
        return person(answer);
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

    private HttpAnswer askUserinfo(String accessToken) {
        URI endpoint = metadata()
                .userinfo()
                .orElseThrow(
                        () -> new UpstreamUnavailableException("metadata of the upstream: userinfo_endpoint: missing"));
        return http.send(HttpCall.get(endpoint).withBearer(accessToken).toForeignAddress());
    }

    private static SignInRefusedException notTaken() {
        return SignInRefusedException.notPermitted("userinfo: does not take the access token");
    }

    private static JsonObject person(HttpAnswer answer) {
        JsonObject claims = answer.requireSuccess().jsonObject();
        if (!(claims.get("sub") instanceof JsonPrimitive subject && subject.isString())) {
            throw new UpstreamUnavailableException(answer.where() + ": sub: missing");
        }
        return claims;
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
