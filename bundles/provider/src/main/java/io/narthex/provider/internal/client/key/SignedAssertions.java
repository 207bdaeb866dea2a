package io.narthex.provider.internal.client.key;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.UsedOnce;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAssertions;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.client.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code private_key_jwt} and {@code client_secret_jwt}; OpenID Connect Core 1.0, section 9 and RFC 7523, section 3. Which of
 * the two a client uses is in its settings, never in the assertion.
 */
public final class SignedAssertions implements ClientAssertions {

    private static final int LONGEST = 8 * 1024;
    /** The furthest expiry: so long an id has to be remembered. */
    private static final Duration FURTHEST = Duration.ofHours(1);

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final ClientSignatures signatures;
    private final UsedOnce used;
    private final Clock clock;

    /** @param used remembers the ids of assertions, over all nodes */
    public SignedAssertions(
            Supplier<ProviderSettings> settings,
            Clients clients,
            ClientSignatures signatures,
            UsedOnce used,
            Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.signatures = signatures;
        this.used = used;
        this.clock = clock;
    }

    @Override
    public Client authenticate(String assertion, Optional<String> clientId, String path) {
        try {
            ClientJwt jwt = ClientJwt.parse(assertion, LONGEST);
            String id = jwt.claims().require("sub");
            if (clientId.filter(other -> !other.equals(id)).isPresent()) {
                throw new RefusedJwtException("sub: another client than client_id");
            }
            Client client = clients.find(id).orElseThrow(() -> new RefusedJwtException("sub: unknown client"));
            jwt.requireType("client-authentication+jwt");
            signatures.require(client.credentials(), jwt, accepted(client.credentials()));
            requireClaims(jwt.claims(), id, path);
            return client;
        } catch (RefusedJwtException e) {
            throw new OAuthException(ErrorCode.INVALID_CLIENT, "client authentication failed")
                    .withDetail("client_assertion: " + e.rule());
        } catch (UpstreamUnavailableException e) {
            throw new OAuthException(
                            ErrorCode.TEMPORARILY_UNAVAILABLE, "client_assertion: cannot be checked at the moment")
                    .withDetail(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> accepted(Credentials credentials) {
        List<String> ofMethod = credentials
                .method()
                .map(method -> switch (method) {
                    case PRIVATE_KEY_JWT -> ClientAlgorithms.BY_KEY;
                    case CLIENT_SECRET_JWT -> ClientAlgorithms.BY_SECRET;
                    case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, NONE -> List.<String>of();
                })
                .orElse(List.of());
        if (ofMethod.isEmpty()) {
            throw new RefusedJwtException("not a way in which this client may prove who it is");
        }
        return ofMethod.stream()
                .filter(word -> credentials.signingAlgorithm().map(word::equals).orElse(true))
                .toList();
    }

    /** RFC 7523, section 3. The id is taken last, so that nothing is written for an assertion that does not hold. */
    private void requireClaims(JwtClaims claims, String clientId, String path) {
        ProviderSettings now = settings.get();
        Instant time = clock.instant();
        if (!claims.require("iss").equals(clientId)) {
            throw new RefusedJwtException("iss: expected the client itself");
        }
        claims.requireAudience(List.of(now.issuer(), now.endpoint("/token"), now.endpoint(path)));
        Instant expiry = claims.expiry().orElseThrow(() -> new RefusedJwtException("exp: missing"));
        if (expiry.isAfter(time.plus(FURTHEST).plus(JwtClaims.SKEW))) {
            throw new RefusedJwtException("exp: expected at most " + FURTHEST.toMinutes() + " minutes from now");
        }
        claims.requireGood(time);
        String jti = clientId.length() + " " + clientId + claims.require("jti");
        if (!used.claim("client-assertion", jti, expiry.plus(JwtClaims.SKEW))) {
            throw new RefusedJwtException("jti: used before");
        }
    }
}
