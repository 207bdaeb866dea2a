package io.narthex.provider.internal.token;

import io.narthex.keys.Sealer;
import io.narthex.protocol.Scope;
import io.narthex.provider.AccessTokenFormat;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Access tokens: the one place where they are made and read. Sealed ones can be read and made by no other party, and are
 * small, because what they stand for is kept with the grant. Signed ones ({@link SignedAccessTokens}) are for resource servers
 * that check them alone; they hold the same.
 */
final class AccessTokens {

    private static final String PURPOSE = "access-token";

    private final Supplier<ProviderSettings> settings;
    private final Sealer sealer;
    private final SignedAccessTokens signed;
    private final Clock clock;

    AccessTokens(Supplier<ProviderSettings> settings, TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.sealer = keys.sealer();
        this.signed = new SignedAccessTokens(settings, keys);
        this.clock = keys.clock();
    }

    /**
     * What a token holds.
     *
     * @param grantId the grant it belongs to
     * @param over other grants that it stands on: those of the tokens that it was exchanged for
     * @param scopes what it is good for
     * @param resources the resource servers it is for; RFC 8707
     * @param issuedAt since when
     * @param expiry until when
     */
    record Content(
            String grantId,
            List<String> over,
            List<String> scopes,
            List<String> resources,
            Instant issuedAt,
            Instant expiry) {

        Content {
            over = List.copyOf(over);
            scopes = List.copyOf(scopes);
            resources = List.copyOf(resources);
        }

        /** The same with other scopes. */
        Content withScopes(List<String> others) {
            return new Content(grantId, over, others, resources, issuedAt, expiry);
        }

        /** The same, made of another token: good no longer than that, and only as long as all that stands on is. */
        Content standingOn(Content other) {
            List<String> all = new ArrayList<>(other.over());
            all.add(other.grantId());
            return new Content(
                    grantId,
                    all,
                    scopes,
                    resources,
                    issuedAt,
                    expiry.isBefore(other.expiry()) ? expiry : other.expiry());
        }

        /**
         * Whom it is for: the resource servers, the clients named by audience scopes, and ourselves, if it is good for
         * userinfo or for nobody else.
         */
        List<String> audience(String issuer) {
            List<String> audience = new ArrayList<>(resources);
            scopes.stream().map(Scope::audience).flatMap(Optional::stream).forEach(audience::add);
            if (audience.isEmpty() || scopes.contains(Scope.OPENID)) {
                audience.add(issuer);
            }
            return audience.stream().distinct().toList();
        }
    }

    /** What a token of that extent holds from now on. */
    Content content(Grant grant, Extent extent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiry = now.plus(settings.get().expiry().accessTokens());
        return new Content(grant.id(), List.of(), extent.scopes(), extent.resources(), now, expiry);
    }

    /** A token that holds it. */
    String write(Content content, Grant grant, AccessTokenFormat format) {
        return switch (format) {
            case JWT -> signed.write(content, grant);
            case OPAQUE -> sealer.seal(PURPOSE, Json.write(content).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** What a token holds; empty if it is none of ours or has expired. Says nothing of the grant. */
    Optional<Content> read(String token) {
        Optional<Content> content = SignedAccessTokens.hasFormOf(token)
                ? signed.read(token)
                : sealer.open(PURPOSE, token)
                        .flatMap(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8), Content.class));
        return content.filter(one -> one.expiry().isAfter(clock.instant()));
    }
}
