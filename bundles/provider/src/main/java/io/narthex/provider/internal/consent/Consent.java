package io.narthex.provider.internal.consent;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person has let a client have.
 *
 * @param clientId the client
 * @param scopes all that was approved so far
 * @param since when it was approved for the first time
 */
public record Consent(String clientId, List<String> scopes, Instant since) {

    /** Copies the scopes. */
    public Consent {
        scopes = List.copyOf(scopes);
    }

    /** The same with more scopes. */
    Consent and(List<String> more) {
        Set<String> all = new LinkedHashSet<>(scopes);
        all.addAll(more);
        return new Consent(clientId, List.copyOf(all), since);
    }
}
