package io.narthex.provider.internal.registration;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.http.StrictJson;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.OAuth2Settings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Sector;
import io.narthex.provider.internal.client.TokenRules;
import io.narthex.provider.internal.fetch.ClientDocuments;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this provider takes a client as it is set up now: what is switched off, nobody can register for. */
final class RegistrationRules {

    private static final Logger log = LoggerFactory.getLogger(RegistrationRules.class);

    private final ClientDocuments documents;

    RegistrationRules(ClientDocuments documents) {
        this.documents = documents;
    }

    /**
     * Refuses a client that wants what there is not.
     *
     * @throws OAuthException {@code invalid_client_metadata}, with the field first
     */
    void require(Client client, OAuth2Settings settings) {
        client.may().grantTypes().stream()
                .filter(type -> !isOn(type, settings))
                .findFirst()
                .ifPresent(type -> {
                    throw Fields.wrong("grant_types", "what is switched on here", type);
                });
        client.may().responseTypes().stream()
                .filter(types -> !settings.allows(types))
                .findFirst()
                .ifPresent(types -> {
                    throw Fields.wrong("response_types", "what is switched on here", ResponseType.words(types));
                });
        TokenRules tokens = client.tokens();
        requireOffered("id_token_signed_response_alg", tokens.idToken(), settings);
        requireOffered("userinfo_signed_response_alg", tokens.userinfo(), settings);
        if (tokens.pairwise()
                && Sector.of(tokens.sector(), client.redirectUris()).isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT_METADATA,
                    "sector_identifier_uri: missing, expected since redirect_uris do not all have the same host");
        }
        tokens.sector().ifPresent(uri -> requireListed(uri, client.redirectUris()));
    }

    private static boolean isOn(String grantType, OAuth2Settings settings) {
        return grantType.equals(GrantTypes.IMPLICIT)
                ? ResponseType.COMBINATIONS.stream()
                        .anyMatch(types -> !types.equals(Set.of(ResponseType.CODE)) && settings.allows(types))
                : settings.allows(grantType);
    }

    private static void requireOffered(String name, Optional<SigningAlgorithm> algorithm, OAuth2Settings settings) {
        algorithm.filter(one -> !settings.signingAlgorithms().contains(one)).ifPresent(one -> {
            throw Fields.wrong(
                    name,
                    "one of "
                            + String.join(
                                    ", ",
                                    settings.signingAlgorithms().stream()
                                            .map(SigningAlgorithm::joseName)
                                            .toList()),
                    one.joseName());
        });
    }

    /** The list has all redirect URIs; OpenID Connect Dynamic Client Registration 1.0, section 5. */
    private void requireListed(URI uri, List<String> redirectUris) {
        Set<String> listed = new HashSet<>();
        if (!(StrictJson.parse(fetch(uri)).orElse(null) instanceof JsonArray array)) {
            throw Fields.wrong("sector_identifier_uri", "a JSON list of addresses there", uri.toString());
        }
        for (JsonElement element : array) {
            if (element instanceof JsonPrimitive one && one.isString()) {
                listed.add(one.getAsString());
            }
        }
        redirectUris.stream().filter(one -> !listed.contains(one)).findFirst().ifPresent(one -> {
            throw Fields.wrong(
                    "sector_identifier_uri", "a list there with all redirect_uris, and not only others", one);
        });
    }

    /** Why it could not be fetched is for the log only: the answer would tell what stands next to us. */
    private String fetch(URI uri) {
        try {
            return documents.fetch(uri, "application/json");
        } catch (UpstreamUnavailableException e) {
            log.info("sector_identifier_uri '{}': {}", uri, e.getMessage());
            throw new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, "sector_identifier_uri: could not be fetched");
        }
    }
}
