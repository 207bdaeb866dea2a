package io.narthex.provider.internal.client;

import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AccessTokenFormat;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.RefreshTokenLifetime;
import io.narthex.settings.Settings;
import io.narthex.settings.files.NamedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code etc/narthex.client-<id>.cfg}. */
public final class ClientReader implements NamedReader<Client> {

    private static final Duration LONGEST_AGE = Duration.ofDays(365);

    @Override
    public Client read(String name, Settings settings) {
        String id = settings.text("id", name);
        if (id.getBytes(StandardCharsets.UTF_8).length > 255 || id.chars().anyMatch(Character::isISOControl)) {
            throw settings.wrong("id", "at most 255 bytes without control characters", id);
        }
        boolean isPublic = settings.flag("public", false);
        RequestRules requests = requests(settings);
        Client read = new Client(
                id,
                settings.text("name", id),
                isPublic,
                CredentialsReader.read(settings, isPublic, requests.objectAlgorithm()),
                redirectUris(settings, isPublic),
                settings.list("trustedPeers"),
                permissions(settings),
                requests,
                tokens(settings),
                logout(settings),
                about(settings),
                Origin.CONFIGURED);
        checkSector(settings, read);
        return read;
    }

    /** OpenID Connect Core 1.0, section 8.1. Whoever trusts another client would see people under that one's names. */
    private static void checkSector(Settings settings, Client client) {
        TokenRules tokens = client.tokens();
        tokens.sector()
                .filter(uri -> !"https".equalsIgnoreCase(uri.getScheme()))
                .ifPresent(uri -> {
                    throw settings.wrong("sectorIdentifierURI", "an https address", uri.toString());
                });
        if (tokens.pairwise()
                && Sector.of(tokens.sector(), client.redirectUris()).isEmpty()) {
            throw settings.missing(
                    "sectorIdentifierURI", "an https address, since redirectURIs do not all have the same host");
        }
        if (tokens.pairwise() && !client.trustedPeers().isEmpty()) {
            throw settings.wrong(
                    "trustedPeers", "none where subjectType is pairwise", String.join(", ", client.trustedPeers()));
        }
    }

    private static List<String> redirectUris(Settings settings, boolean isPublic) {
        List<String> redirectUris = settings.list("redirectURIs");
        checkRedirectUris(settings, "redirectURIs", redirectUris);
        boolean needed = settings.list("grantTypes").isEmpty()
                || settings.list("grantTypes").contains(GrantTypes.AUTHORIZATION_CODE);
        if (redirectUris.isEmpty() && !isPublic && needed) {
            throw settings.missing("redirectURIs", "at least one absolute address, or public = true");
        }
        return redirectUris;
    }

    private static Permissions permissions(Settings settings) {
        List<String> grantTypes = settings.list("grantTypes");
        grantTypes.stream().filter(word -> !GrantTypes.ALL.contains(word)).forEach(word -> {
            throw settings.wrong("grantTypes", "one of " + String.join(", ", GrantTypes.ALL), word);
        });
        List<String> resources = settings.list("resources");
        resources.stream().filter(word -> !ClientAddresses.isAbsolute(word)).forEach(word -> {
            throw settings.wrong("resources", "absolute addresses without fragment", word);
        });
        return new Permissions(
                settings.list("allowedConnectors"),
                grantTypes.isEmpty() ? GrantTypes.OF_CLIENTS_BY_DEFAULT : grantTypes,
                settings.list("responseTypes").stream()
                        .map(words -> responseTypes(settings, words))
                        .toList(),
                settings.list("allowedScopes"),
                resources);
    }

    private static Set<ResponseType> responseTypes(Settings settings, String words) {
        Set<ResponseType> types = ResponseType.set(words);
        if (!ResponseType.words(types).equals(words) || !ResponseType.COMBINATIONS.contains(types)) {
            throw settings.wrong(
                    "responseTypes",
                    "one of "
                            + String.join(
                                    ", ",
                                    ResponseType.COMBINATIONS.stream()
                                            .map(ResponseType::words)
                                            .toList()),
                    words);
        }
        return types;
    }

    private static RequestRules requests(Settings settings) {
        Optional<Duration> maxAge = settings.optionalText("defaultMaxAge")
                .map(given -> settings.duration("defaultMaxAge", Duration.ZERO, Duration.ZERO, LONGEST_AGE));
        return new RequestRules(
                requestUris(settings),
                objectAlgorithm(settings),
                settings.flag("requirePushedRequests", false),
                maxAge,
                settings.flag("requireAuthTime", false),
                settings.flag("skipApprovalScreen", false));
    }

    private static List<String> requestUris(Settings settings) {
        List<String> requestUris = settings.list("requestURIs");
        requestUris.stream().filter(uri -> !ClientAddresses.isRequestUri(uri)).forEach(uri -> {
            throw settings.wrong("requestURIs", "https addresses of at most 512 characters", uri);
        });
        return requestUris;
    }

    private static Optional<String> objectAlgorithm(Settings settings) {
        List<String> possible = Stream.concat(ClientAlgorithms.SIGNED.stream(), Stream.of(ClientAlgorithms.NONE))
                .toList();
        Optional<String> algorithm = settings.optionalText("requestObjectSigningAlgorithm");
        algorithm.filter(word -> !possible.contains(word)).ifPresent(word -> {
            throw settings.wrong("requestObjectSigningAlgorithm", "one of " + String.join(", ", possible), word);
        });
        return algorithm;
    }

    private static TokenRules tokens(Settings settings) {
        String subjectType = settings.text("subjectType", "public");
        if (!subjectType.equals("public") && !subjectType.equals("pairwise")) {
            throw settings.wrong("subjectType", "public or pairwise", subjectType);
        }
        return new TokenRules(
                algorithm(settings, "idTokenSigningAlgorithm"),
                algorithm(settings, "userinfoSigningAlgorithm"),
                settings.optionalText("accessTokenFormat")
                        .map(word -> settings.choice(
                                "accessTokenFormat", AccessTokenFormat.class, AccessTokenFormat.OPAQUE)),
                settings.optionalText("refreshTokenLifetime")
                        .map(word -> settings.choice(
                                "refreshTokenLifetime", RefreshTokenLifetime.class, RefreshTokenLifetime.STANDALONE)),
                subjectType.equals("pairwise"),
                settings.optionalUri("sectorIdentifierURI"));
    }

    private static Optional<SigningAlgorithm> algorithm(Settings settings, String key) {
        return settings.optionalText(key).map(word -> SigningAlgorithm.find(word)
                .orElseThrow(() -> settings.wrong(key, "a name such as RS256 or ES256", word)));
    }

    private static LogoutRules logout(Settings settings) {
        List<String> redirectUris = settings.list("postLogoutRedirectURIs");
        checkRedirectUris(settings, "postLogoutRedirectURIs", redirectUris);
        return new LogoutRules(
                redirectUris,
                settings.optionalUri("backchannelLogoutURI"),
                settings.flag("backchannelLogoutSessionRequired", false),
                settings.optionalUri("frontchannelLogoutURI"),
                settings.flag("frontchannelLogoutSessionRequired", false));
    }

    private static About about(Settings settings) {
        return new About(
                settings.optionalUri("clientURI"),
                settings.optionalUri("logoURI"),
                settings.optionalUri("policyURI"),
                settings.optionalUri("tosURI"),
                settings.optionalUri("initiateLoginURI"));
    }

    private static void checkRedirectUris(Settings settings, String key, List<String> uris) {
        uris.stream().filter(uri -> !ClientAddresses.isRedirectUri(uri)).forEach(uri -> {
            throw settings.wrong(key, "absolute addresses without fragment", uri);
        });
    }
}
