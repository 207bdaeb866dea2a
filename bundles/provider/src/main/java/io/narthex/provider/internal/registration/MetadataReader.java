package io.narthex.provider.internal.registration;

import com.google.gson.JsonObject;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.internal.client.About;
import io.narthex.provider.internal.client.AuthenticationMethod;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAddresses;
import io.narthex.provider.internal.client.ClientSecret;
import io.narthex.provider.internal.client.Credentials;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.client.Permissions;
import io.narthex.provider.internal.client.RequestRules;
import io.narthex.provider.internal.client.TokenRules;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes a client of its metadata; RFC 7591, section 2, OpenID Connect Dynamic Client Registration 1.0, section 2. Fields that
 * nobody here knows are ignored, and so are fields in other languages ({@code client_name#de}).
 */
final class MetadataReader {

    private static final long LONGEST_AGE = Duration.ofDays(365).toSeconds();

    /** What we do not do: who asks for it must not believe that it is done. */
    private static final List<String> UNSUPPORTED = List.of(
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            "introspection_encrypted_response_alg",
            "introspection_encrypted_response_enc",
            "introspection_signed_response_alg",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            "require_signed_request_object",
            "tls_client_certificate_bound_access_tokens",
            "dpop_bound_access_tokens");

    private MetadataReader() {}

    /**
     * What was read.
     *
     * @param registered all fields as they are registered, defaults included
     * @param client the client
     * @param secret what it needs a secret for
     */
    record Read(JsonObject registered, Client client, CredentialRules.Secret secret) {}

    /**
     * Reads metadata.
     *
     * @param id what the client is called
     * @param metadata as the client, or the record of it, says
     * @param origin how it registers, or registered
     * @param secret its secret, if it has one by now
     * @throws OAuthException {@code invalid_redirect_uri} or {@code invalid_client_metadata}; the description begins with the
     *     field
     */
    static Read read(String id, JsonObject metadata, Origin origin, Optional<ClientSecret> secret) {
        Fields fields = new Fields(metadata);
        UNSUPPORTED.forEach(fields::refuse);
        List<String> redirectUris = fields.texts("redirect_uris").orElse(List.of());
        GrantRules grants = GrantRules.read(fields);
        AuthenticationMethod method = CredentialRules.method(fields);
        RedirectRules rules =
                new RedirectRules(RedirectRules.isNative(fields, redirectUris, method), grants.tokensInBrowser());
        if (redirectUris.isEmpty() && grants.needsRedirectUri()) {
            throw new OAuthException(ErrorCode.INVALID_REDIRECT_URI, "redirect_uris: expected at least one, got none");
        }
        rules.require("redirect_uris", redirectUris);
        Optional<String> objectAlgorithm = CredentialRules.objectAlgorithm(fields, method);
        Credentials credentials = CredentialRules.read(fields, method, secret, objectAlgorithm);
        TokenRules tokens = tokens(fields);
        Optional<String> name = AboutRules.name(fields);
        About about = AboutRules.read(fields, redirectUris);
        Client client = new Client(
                id,
                name.orElse(id),
                method == AuthenticationMethod.NONE,
                credentials,
                redirectUris,
                List.of(),
                new Permissions(
                        List.of(),
                        grants.grantTypes(),
                        grants.responseTypes(),
                        scopes(fields, tokens.pairwise()),
                        List.of()),
                requests(fields, objectAlgorithm),
                tokens,
                LogoutFields.read(fields, rules, redirectUris),
                about,
                origin);
        return new Read(fields.registered(), client, CredentialRules.secret(method, objectAlgorithm));
    }

    private static TokenRules tokens(Fields fields) {
        boolean pairwise = fields.word("subject_type", List.of("public", "pairwise"), "public")
                .equals("pairwise");
        Optional<URI> sector = fields.https("sector_identifier_uri");
        List<String> words = Arrays.stream(SigningAlgorithm.values())
                .map(SigningAlgorithm::joseName)
                .toList();
        String idToken = fields.word("id_token_signed_response_alg", words, SigningAlgorithm.RS256.joseName());
        return new TokenRules(
                SigningAlgorithm.find(idToken),
                fields.word("userinfo_signed_response_alg", words).flatMap(SigningAlgorithm::find),
                Optional.empty(),
                Optional.empty(),
                pairwise,
                sector);
    }

    private static RequestRules requests(Fields fields, Optional<String> objectAlgorithm) {
        List<String> requestUris = fields.texts("request_uris").orElse(List.of());
        requestUris.stream()
                .filter(uri -> !ClientAddresses.isRequestUri(uri))
                .findFirst()
                .ifPresent(uri -> {
                    throw Fields.wrong("request_uris", "https addresses of at most 512 characters", uri);
                });
        return new RequestRules(
                requestUris,
                objectAlgorithm,
                fields.flag("require_pushed_authorization_requests"),
                fields.number("default_max_age", LONGEST_AGE).map(Duration::ofSeconds),
                fields.flag("require_auth_time"),
                false);
    }

    /** Those it asks for, or else all but those that name other clients, whom nobody asked whether they trust it. */
    private static List<String> scopes(Fields fields, boolean pairwise) {
        List<String> possible = Scope.FIXED.stream()
                .filter(scope -> !pairwise || !scope.equals(Scope.FEDERATED_ID))
                .toList();
        List<String> scopes = fields.text("scope")
                .map(words -> List.of(words.strip().split(" +")))
                .orElse(possible);
        scopes.stream().filter(scope -> !possible.contains(scope)).findFirst().ifPresent(scope -> {
            throw Fields.wrong("scope", "of " + String.join(" ", possible), scope);
        });
        fields.put("scope", String.join(" ", scopes));
        return scopes;
    }
}
