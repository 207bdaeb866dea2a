package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.internal.authorization.check.ClaimsParameter.MalformedException;
import io.narthex.provider.internal.authorization.check.ClaimsParameter.Wanted;
import io.narthex.provider.internal.client.ClientPolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The claims that the client asks for one by one; OpenID Connect Core 1.0, sections 5.5 and 5.5.1. Those that nobody knows, or
 * that the client may not have, are left out, essential or not. {@code sub} with a value names the only person that it wants.
 * No {@code acr} is ever claimed, since no connector says how a person was recognized: an essential one with values cannot be
 * met and fails the request (section 5.5.1.1), any other is left out.
 */
final class RequestedClaims implements AuthorizationCheck {

    private final ClientPolicy policy;

    RequestedClaims(ClientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void check(Draft draft) {
        Optional<String> given = draft.parameters.find("claims");
        if (given.isEmpty()) {
            return;
        }
        ClaimsParameter claims = parse(draft, given.get());
        Optional.ofNullable(claims.idToken().get("acr"))
                .filter(Wanted::essential)
                .flatMap(Wanted::values)
                .ifPresent(values -> {
                    throw draft.error(
                            ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
                            "claims: acr: no value can be vouched for, wanted '" + String.join(" ", values) + "'");
                });
        subject(draft, claims).ifPresent(draft::wantSubject);
        draft.claims = new ClaimsRequest(known(draft, claims.idToken()), known(draft, claims.userinfo()));
    }

    private static ClaimsParameter parse(Draft draft, String json) {
        try {
            return ClaimsParameter.parse(json);
        } catch (MalformedException e) {
            throw draft.error(ErrorCode.INVALID_REQUEST, "claims: " + e.getMessage());
        }
    }

    private Set<String> known(Draft draft, Map<String, Wanted> wanted) {
        Set<String> known = wanted.keySet().stream()
                .filter(name -> Scope.ofClaim(name).isPresent())
                .collect(Collectors.toSet());
        return policy.allowedClaims(draft.client(), known);
    }

    /** The one person that is wanted; nobody can be two, and so nobody at all is if several are named. */
    private static Optional<String> subject(Draft draft, ClaimsParameter claims) {
        List<List<String>> named = Stream.of(claims.idToken(), claims.userinfo())
                .map(member -> Optional.ofNullable(member.get("sub")).flatMap(Wanted::values))
                .flatMap(Optional::stream)
                .toList();
        Set<String> subjects =
                named.stream().flatMap(Collection::stream).collect(Collectors.toCollection(HashSet::new));
        if (!named.isEmpty() && subjects.size() != 1) {
            throw error(draft, subjects.size());
        }
        return subjects.stream().findFirst();
    }

    private static OAuthException error(Draft draft, int count) {
        return draft.error(ErrorCode.INVALID_REQUEST, "claims: sub: expected one text as its value, got " + count);
    }
}
