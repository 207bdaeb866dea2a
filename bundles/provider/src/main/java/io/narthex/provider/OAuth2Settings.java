package io.narthex.provider;

import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ResponseType;
import io.narthex.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What clients may do, as far as it is the same for all of them. Keys as dex spells them.
 *
 * @param responseTypes what an authorization request may ask for; combinations are made of these
 * @param grantTypes the grants of the token endpoint that are switched on; a client may use those of them that are allowed
 *     to it
 * @param skipApprovalScreen whether people are let through to a client without being asked
 * @param alwaysShowLoginScreen whether the connector choice is shown although there is but one
 * @param enforcePkce whether confidential clients must use PKCE too; public ones must in any case
 * @param challengeMethods the code challenge methods that are accepted
 * @param requirePushedRequests whether every authorization request must be pushed first; RFC 9126
 * @param passwordConnector whom the password grant asks; without, there is no such grant
 * @param accessTokens what access tokens look like, unless the client says otherwise
 * @param signingAlgorithms what tokens can be signed with, the first one unless the client says otherwise; always with RS256,
 *     which every client understands (OpenID Connect Core 1.0, section 15.1)
 * @param clientAddresses where addresses may lead that clients name
 */
public record OAuth2Settings(
        Set<ResponseType> responseTypes,
        Set<String> grantTypes,
        boolean skipApprovalScreen,
        boolean alwaysShowLoginScreen,
        boolean enforcePkce,
        Set<CodeChallenge.Method> challengeMethods,
        boolean requirePushedRequests,
        Optional<String> passwordConnector,
        AccessTokenFormat accessTokens,
        List<SigningAlgorithm> signingAlgorithms,
        AddressReach clientAddresses) {

    /** Copies the collections. */
    public OAuth2Settings {
        responseTypes = Set.copyOf(responseTypes);
        grantTypes = Set.copyOf(grantTypes);
        challengeMethods = Set.copyOf(challengeMethods);
        signingAlgorithms = List.copyOf(signingAlgorithms);
    }

    /** Reads the section {@code oauth2}. */
    static OAuth2Settings from(Settings settings) {
        Settings pkce = settings.section("pkce");
        return new OAuth2Settings(
                Set.copyOf(
                        words(settings, "responseTypes", List.of("code"), "code, id_token or token", ResponseType::of)),
                Set.copyOf(words(
                        settings,
                        "grantTypes",
                        GrantTypes.BY_DEFAULT,
                        "one of " + String.join(", ", GrantTypes.ALL),
                        word -> Optional.of(word).filter(GrantTypes.ALL::contains))),
                settings.flag("skipApprovalScreen", false),
                settings.flag("alwaysShowLoginScreen", false),
                pkce.flag("enforce", false),
                Set.copyOf(words(
                        pkce,
                        "codeChallengeMethodsSupported",
                        List.of(CodeChallenge.Method.S256.word()),
                        "S256 or plain",
                        CodeChallenge.Method::of)),
                settings.flag("requirePushedRequests", false),
                settings.optionalText("passwordConnector"),
                settings.choice("accessTokenFormat", AccessTokenFormat.class, AccessTokenFormat.OPAQUE),
                signingAlgorithms(settings),
                settings.choice("clientAddresses", AddressReach.class, AddressReach.PUBLIC_ONLY));
    }

    private static List<SigningAlgorithm> signingAlgorithms(Settings settings) {
        List<SigningAlgorithm> listed = words(
                settings,
                "signingAlgorithms",
                List.of(SigningAlgorithm.RS256.joseName()),
                "names such as RS256 or ES256",
                SigningAlgorithm::find);
        return Stream.concat(listed.stream(), Stream.of(SigningAlgorithm.RS256))
                .distinct()
                .toList();
    }

    /** Whether a grant is switched on; the password grant is only where somebody can check passwords. */
    public boolean allows(String grantType) {
        return grantTypes.contains(grantType)
                && (!grantType.equals(GrantTypes.PASSWORD) || passwordConnector.isPresent());
    }

    /** What the tokens of a client are signed with: what it wants, or else the first there is. */
    public SigningAlgorithm signingAlgorithm(Optional<SigningAlgorithm> wanted) {
        return wanted.orElseGet(() -> signingAlgorithms.get(0));
    }

    /** Whether a combination of response types is switched on; a code needs the grant that redeems it. */
    public boolean allows(Set<ResponseType> combination) {
        boolean redeemable = !combination.contains(ResponseType.CODE) || allows(GrantTypes.AUTHORIZATION_CODE);
        return ResponseType.COMBINATIONS.contains(combination) && responseTypes.containsAll(combination) && redeemable;
    }

    private static <T> List<T> words(
            Settings settings,
            String key,
            List<String> byDefault,
            String expected,
            Function<String, Optional<T>> meaning) {
        List<String> words = settings.list(key);
        Set<T> values = new LinkedHashSet<>();
        for (String word : words.isEmpty() ? byDefault : words) {
            values.add(meaning.apply(word).orElseThrow(() -> settings.wrong(key, expected, word)));
        }
        return new ArrayList<>(values);
    }
}
