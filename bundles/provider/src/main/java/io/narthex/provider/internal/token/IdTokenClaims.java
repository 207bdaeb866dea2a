package io.narthex.provider.internal.token;

import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Audience;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.Grant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The claims of an ID token, OpenID Connect Core 1.0, section 2, in the order in which dex has them. */
final class IdTokenClaims {

    private final ProviderSettings settings;
    private final SigningAlgorithm algorithm;
    private final Grant grant;
    private final List<String> scopes;
    private final Map<String, Object> claims = new LinkedHashMap<>();

    IdTokenClaims(ProviderSettings settings, SigningAlgorithm algorithm, Grant grant, List<String> scopes) {
        this.settings = settings;
        this.algorithm = algorithm;
        this.grant = grant;
        this.scopes = scopes;
    }

    /**
     * Everything but the hashes and what is known of the person.
     *
     * @param client that of the grant
     * @param subjects by what names it knows the person and the session
     */
    IdTokenClaims issuedAt(Instant now, Client client, Subjects subjects) {
        List<String> audience = Audience.of(grant.clientId(), scopes);
        claims.put("iss", settings.issuer());
        claims.put("sub", subjects.of(client, grant.person()));
        claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        claims.put("exp", now.plus(settings.expiry().idTokens()).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("jti", RandomIds.next());
        if (audience.size() > 1) {
            claims.put("azp", grant.clientId());
        }
        grant.request().nonce().ifPresent(nonce -> claims.put("nonce", nonce));
        if (!grant.person().isClient()) {
            claims.put("auth_time", grant.person().authTime().getEpochSecond());
        }
        grant.sessionId().ifPresent(session -> claims.put("sid", subjects.session(client, session)));
        return this;
    }

    /** A hash of what is given out together with the token; OpenID Connect Core 1.0, section 3.1.3.6 and 3.3.2.11. */
    void withHashOf(String name, String token) {
        claims.put(name, Digests.leftHalf(algorithm.joseName(), token));
    }

    /**
     * All claims, those of the person last.
     *
     * @param single names of claims that are told whatever the scopes
     */
    Map<String, Object> with(Set<String> single) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.putAll(PersonClaims.of(grant, scopes, single));
        return all;
    }
}
