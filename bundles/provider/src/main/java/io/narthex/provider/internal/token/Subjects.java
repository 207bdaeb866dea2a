package io.narthex.provider.internal.token;

import io.narthex.provider.internal.grant.Grant;

/**
 * By what name a client knows a person: the {@code sub} claim; OpenID Connect Core 1.0, sections 2 and 8. The only place that
 * decides it, for ID tokens, userinfo and what clients say of people alike.
 */
public final class Subjects {

    /**
     * The {@code sub} of a person for a client.
     *
     * @param clientId the client that is told, or that says it
     */
    public String of(String clientId, Grant.Person person) {
        return person.subject();
    }
}
