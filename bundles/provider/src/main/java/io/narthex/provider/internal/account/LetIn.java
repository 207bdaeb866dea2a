package io.narthex.provider.internal.account;

import io.narthex.provider.Account.Application;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.consent.Consent;
import io.narthex.provider.internal.grant.Grant;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what a person let applications have: what they approved, and what can still be refreshed. */
final class LetIn {

    private final Map<String, Instant> since = new LinkedHashMap<>();
    private final Map<String, Set<String>> scopes = new LinkedHashMap<>();

    LetIn(List<Consent> consents, List<Grant> grants) {
        consents.forEach(consent -> add(consent.clientId(), consent.since(), consent.scopes()));
        grants.stream()
                .filter(grant -> grant.isInForce() && grant.refresh().isPresent())
                .forEach(grant -> add(grant.clientId(), grant.createdAt(), grant.scopes()));
    }

    private void add(String clientId, Instant at, List<String> more) {
        since.merge(clientId, at, (one, other) -> one.isBefore(other) ? one : other);
        scopes.computeIfAbsent(clientId, id -> new LinkedHashSet<>()).addAll(more);
    }

    /** By name. A client that is not there any more stands under its id: what it has can still be taken back. */
    List<Application> applications(Clients clients, String issuer) {
        List<Application> applications = new ArrayList<>();
        since.forEach((id, at) -> {
            Optional<Client> client = clients.find(id);
            applications.add(new Application(
                    id,
                    client.map(Client::name).orElse(id),
                    at,
                    List.copyOf(scopes.getOrDefault(id, Set.of())),
                    client.flatMap(one -> one.about().initiateLogin()).map(uri -> initiation(uri, issuer))));
        });
        applications.sort(Comparator.comparing(Application::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Application::clientId));
        return applications;
    }

    /** OpenID Connect Core 1.0, section 4: {@code iss} is what a client must be told. */
    private static URI initiation(URI address, String issuer) {
        String text = address.toString();
        String separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(text + separator + "iss=" + URLEncoder.encode(issuer, StandardCharsets.UTF_8));
    }
}
