package io.narthex.provider.internal.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a client makes authorization requests.
 *
 * @param requestUris the addresses that it may name in {@code request_uri}; OpenID Connect Core 1.0, section 6.2
 * @param objectAlgorithm the only algorithm that its request objects may be signed with
 * @param requirePushed whether it must push them first; RFC 9126, section 6
 * @param maxAge the {@code max_age} of requests that have none
 * @param requireAuthTime whether it always gets {@code auth_time}
 * @param skipApproval whether its people are let through without being asked
 */
public record RequestRules(
        List<String> requestUris,
        Optional<String> objectAlgorithm,
        boolean requirePushed,
        Optional<Duration> maxAge,
        boolean requireAuthTime,
        boolean skipApproval) {

    /** Of a client whose settings say nothing of it. */
    public static final RequestRules DEFAULT =
            new RequestRules(List.of(), Optional.empty(), false, Optional.empty(), false, false);

    /** Copies the list. */
    public RequestRules {
        requestUris = List.copyOf(requestUris);
    }
}
