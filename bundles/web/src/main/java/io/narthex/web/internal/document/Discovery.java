package io.narthex.web.internal.document;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Digests;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Says what the provider is able to do, and nothing that it is not; OpenID Connect Discovery 1.0, section 3. */
final class Discovery {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Discovery() {}

    static Document document(ProviderSettings settings) {
        byte[] content = (GSON.toJson(metadata(settings)) + "\n").getBytes(StandardCharsets.UTF_8);
        String digest = Digests.base64Url(Digests.sha256(content)).substring(0, 22);
        return new Document(content, '"' + digest + '"', "public, max-age=300, must-revalidate");
    }

    private static Map<String, Object> metadata(ProviderSettings settings) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", settings.issuer());
        metadata.put("authorization_endpoint", settings.endpoint("/auth"));
        metadata.put("token_endpoint", settings.endpoint("/token"));
        metadata.put("jwks_uri", settings.endpoint("/keys"));
        metadata.put("userinfo_endpoint", settings.endpoint("/userinfo"));
        metadata.put("grant_types_supported", grantTypes(settings));
        metadata.put(
                "response_types_supported",
                responseTypes(settings).map(ResponseType::words).toList());
        metadata.put(
                "response_modes_supported",
                Arrays.stream(ResponseMode.values()).map(ResponseMode::word).toList());
        metadata.put("subject_types_supported", List.of("public", "pairwise"));
        metadata.put(
                "id_token_signing_alg_values_supported",
                settings.oauth2().signingAlgorithms().stream()
                        .map(SigningAlgorithm::joseName)
                        .toList());
        metadata.put("code_challenge_methods_supported", challengeMethods(settings));
        metadata.put(
                "scopes_supported", List.of("openid", "email", "groups", "profile", "offline_access", "federated:id"));
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"));
        metadata.put(
                "token_endpoint_auth_signing_alg_values_supported",
                Stream.of(ClientAlgorithms.BY_KEY, ClientAlgorithms.BY_SECRET)
                        .flatMap(List::stream)
                        .toList());
        metadata.put(
                "claims_supported",
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "iat",
                        "exp",
                        "azp",
                        "nonce",
                        "at_hash",
                        "c_hash",
                        "s_hash",
                        "auth_time",
                        "email",
                        "email_verified",
                        "name",
                        "preferred_username",
                        "groups",
                        "federated_claims"));
        metadata.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        metadata.put("claims_parameter_supported", true);
        metadata.put("request_parameter_supported", false);
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("authorization_response_iss_parameter_supported", true);
        return metadata;
    }

    /** Those that are switched on; RFC 8414, section 2. What comes from the authorization endpoint is of the implicit grant. */
    private static List<String> grantTypes(ProviderSettings settings) {
        boolean implicit = responseTypes(settings).anyMatch(types -> !types.equals(Set.of(ResponseType.CODE)));
        Stream<String> atTheTokenEndpoint = GrantTypes.SERVED.stream().filter(settings.oauth2()::allows);
        return Stream.concat(atTheTokenEndpoint, Stream.of(GrantTypes.IMPLICIT).filter(name -> implicit))
                .toList();
    }

    private static Stream<Set<ResponseType>> responseTypes(ProviderSettings settings) {
        return ResponseType.COMBINATIONS.stream().filter(settings.oauth2()::allows);
    }

    private static List<String> challengeMethods(ProviderSettings settings) {
        return Arrays.stream(CodeChallenge.Method.values())
                .filter(settings.oauth2().challengeMethods()::contains)
                .map(CodeChallenge.Method::word)
                .toList();
    }
}
