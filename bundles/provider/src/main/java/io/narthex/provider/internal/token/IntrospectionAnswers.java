package io.narthex.provider.internal.token;

import io.narthex.protocol.Scope;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.Grant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Says of a token that is active what a client may know; RFC 7662, section 2.2, with what dex adds. */
final class IntrospectionAnswers {

    private final Supplier<ProviderSettings> settings;
    private final Subjects subjects;

    IntrospectionAnswers(Supplier<ProviderSettings> settings, Subjects subjects) {
        this.settings = settings;
        this.subjects = subjects;
    }

    /** Whom an access token is for. */
    List<String> audience(LiveTokens.Live live) {
        return live.content().audience(settings.get().issuer());
    }

    /** What is to be said of an access token. */
    Map<String, Object> of(LiveTokens.Live live) {
        Map<String, Object> answer = begin(live.grant(), live.client(), live.scopes());
        answer.put("exp", live.content().expiry().getEpochSecond());
        from(answer, live.content().issuedAt());
        List<String> audience = audience(live);
        answer.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        answer.put("token_type", "Bearer");
        return end(answer, "access_token", live.grant(), live.scopes());
    }

    /** What is to be said of a refresh token that is good for these scopes. */
    Map<String, Object> of(RefreshTokens.Found found, Client client, List<String> scopes) {
        Map<String, Object> answer = begin(found.grant(), client, scopes);
        found.end().ifPresent(end -> answer.put("exp", end.getEpochSecond()));
        from(answer, found.chain().rotatedAt());
        return end(answer, "refresh_token", found.grant(), scopes);
    }

    private Map<String, Object> begin(Grant grant, Client client, List<String> scopes) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        if (!scopes.isEmpty()) {
            answer.put("scope", String.join(" ", scopes));
        }
        answer.put("client_id", client.id());
        String username = grant.person().identity().preferredUsername();
        if (scopes.contains(Scope.PROFILE) && !username.isEmpty()) {
            answer.put("username", username);
        }
        answer.put("sub", subjects.of(client, grant.person()));
        answer.put("iss", settings.get().issuer());
        return answer;
    }

    private static void from(Map<String, Object> answer, Instant since) {
        answer.put("iat", since.getEpochSecond());
        answer.put("nbf", since.getEpochSecond());
    }

    /** What dex adds: the kind of the token, and of the person what the scopes say. */
    private static Map<String, Object> end(Map<String, Object> answer, String use, Grant grant, List<String> scopes) {
        answer.put("token_use", use);
        Map<String, Object> person = PersonClaims.of(grant, scopes, Set.of());
        if (!person.isEmpty()) {
            answer.put("ext", person);
        }
        return answer;
    }
}
