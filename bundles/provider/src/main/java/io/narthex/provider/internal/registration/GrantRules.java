package io.narthex.provider.internal.registration;

import io.narthex.protocol.ResponseType;
import io.narthex.provider.GrantTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which ways a client gets tokens, and that its grant types and response types go together; OpenID Connect Dynamic Client
 * Registration 1.0, section 2, and RFC 7591, section 2.1.
 *
 * @param grantTypes as in {@code grant_types}
 * @param responseTypes what the words of {@code response_types} mean
 */
record GrantRules(List<String> grantTypes, List<Set<ResponseType>> responseTypes) {

    /**
     * What a client can register for itself. The others speak for people who are not asked, or for no person, so an operator
     * has to allow them in a file.
     */
    static final List<String> POSSIBLE = List.of(
            GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN, GrantTypes.DEVICE_CODE, GrantTypes.IMPLICIT);

    static GrantRules read(Fields fields) {
        List<String> grantTypes = fields.texts("grant_types").orElse(List.of(GrantTypes.AUTHORIZATION_CODE));
        grantTypes.stream().filter(type -> !POSSIBLE.contains(type)).findFirst().ifPresent(type -> {
            throw Fields.wrong("grant_types", "of " + String.join(", ", POSSIBLE), type);
        });
        if (grantTypes.isEmpty()) {
            throw Fields.wrong("grant_types", "at least one", "");
        }
        fields.put("grant_types", grantTypes);
        boolean atTheEndpoint =
                grantTypes.contains(GrantTypes.AUTHORIZATION_CODE) || grantTypes.contains(GrantTypes.IMPLICIT);
        List<String> words = fields.texts("response_types")
                .orElse(grantTypes.contains(GrantTypes.AUTHORIZATION_CODE) ? List.of("code") : List.of());
        fields.put("response_types", words);
        List<Set<ResponseType>> types = new ArrayList<>();
        words.forEach(one -> types.add(combination(one)));
        requireConsistent(grantTypes, types, atTheEndpoint);
        return new GrantRules(grantTypes, types);
    }

    /** Whether tokens come through the browser. */
    boolean tokensInBrowser() {
        return grantTypes.contains(GrantTypes.IMPLICIT);
    }

    /** Whether there must be an address for answers. */
    boolean needsRedirectUri() {
        return !responseTypes.isEmpty();
    }

    private static Set<ResponseType> combination(String words) {
        Set<ResponseType> types = ResponseType.set(words);
        long count = words.chars().filter(c -> c == ' ').count() + 1;
        return Optional.of(types)
                .filter(set -> set.size() == count && ResponseType.COMBINATIONS.contains(set))
                .orElseThrow(() -> Fields.wrong(
                        "response_types",
                        "of "
                                + String.join(
                                        ", ",
                                        ResponseType.COMBINATIONS.stream()
                                                .map(ResponseType::words)
                                                .toList()),
                        words));
    }

    private static void requireConsistent(
            List<String> grantTypes, List<Set<ResponseType>> types, boolean atTheEndpoint) {
        boolean code = types.stream().anyMatch(set -> set.contains(ResponseType.CODE));
        boolean tokens = types.stream().anyMatch(set -> !set.equals(Set.of(ResponseType.CODE)));
        require(code, grantTypes.contains(GrantTypes.AUTHORIZATION_CODE), GrantTypes.AUTHORIZATION_CODE, "code");
        require(tokens, grantTypes.contains(GrantTypes.IMPLICIT), GrantTypes.IMPLICIT, "id_token or token");
        if (grantTypes.contains(GrantTypes.REFRESH_TOKEN)
                && !atTheEndpoint
                && !grantTypes.contains(GrantTypes.DEVICE_CODE)) {
            throw Fields.wrong("grant_types", "another one beside refresh_token", GrantTypes.REFRESH_TOKEN);
        }
    }

    private static void require(boolean type, boolean grant, String grantName, String typeName) {
        if (type && !grant) {
            throw Fields.wrong("grant_types", grantName + " for the given response_types", "none");
        }
        if (grant && !type) {
            throw Fields.wrong("response_types", "one with " + typeName + " for the grant type " + grantName, "none");
        }
    }
}
