package io.narthex.provider;

import io.narthex.protocol.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a client wants its person to be dealt with; OpenID Connect Core 1.0, section 3.1.2.1.
 *
 * @param prompts what it wants shown
 * @param maxAge how long ago the person may have signed in
 * @param subject the {@code sub}, as this client knows it, of the only person it wants; from {@code id_token_hint} or
 *     {@code claims}
 * @param connectorId the connector that it wants; dex's {@code connector_id}
 * @param loginHint whom it expects
 * @param uiLocales the languages it wants pages in, the most wanted first
 */
public record Interaction(
        Set<Prompt> prompts,
        Optional<Duration> maxAge,
        Optional<String> subject,
        Optional<String> connectorId,
        Optional<String> loginHint,
        List<String> uiLocales) {

    /** Of a client that wants nothing in particular. */
    public static final Interaction DEFAULT = new Interaction(
            Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Copies the collections. */
    public Interaction {
        prompts = Set.copyOf(prompts);
        uiLocales = List.copyOf(uiLocales);
    }
}
