package io.narthex.provider.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.provider.ClientAlgorithms;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a client proves itself with. */
final class CredentialsReader {

    private static final int LEAST_SECRET_FOR_SIGNING = ClientAlgorithms.leastSecret("HS256");

    private CredentialsReader() {}

    /**
     * Reads the keys of {@link Credentials}.
     *
     * @param objectAlgorithm what the client's request objects are signed with, which may be the secret too
     */
    static Credentials read(Settings settings, boolean isPublic, Optional<String> objectAlgorithm) {
        Optional<AuthenticationMethod> method = method(settings, isPublic);
        Optional<String> algorithm = algorithm(settings, method);
        Optional<String> text = settings.optionalText("secret");
        Credentials read = new Credentials(
                method,
                text.map(secret -> secret(
                        secret,
                        method,
                        Stream.of(algorithm, objectAlgorithm)
                                .flatMap(Optional::stream)
                                .filter(ClientAlgorithms.BY_SECRET::contains)
                                .toList())),
                jwks(settings),
                jwksUri(settings),
                algorithm);
        requireEnough(settings, read, isPublic, objectAlgorithm);
        return read;
    }

    private static Optional<AuthenticationMethod> method(Settings settings, boolean isPublic) {
        Optional<AuthenticationMethod> method = settings.optionalText("tokenEndpointAuthMethod")
                .map(word -> AuthenticationMethod.of(word)
                        .orElseThrow(() -> settings.wrong(
                                "tokenEndpointAuthMethod",
                                "one of " + String.join(", ", AuthenticationMethod.words()),
                                word)));
        boolean isNone = method.equals(Optional.of(AuthenticationMethod.NONE));
        if (isNone && (!isPublic || settings.optionalText("secret").isPresent())) {
            throw settings.wrong(
                    "tokenEndpointAuthMethod",
                    "a method, or public = true and no secret",
                    method.get().word());
        }
        return method;
    }

    private static Optional<String> algorithm(Settings settings, Optional<AuthenticationMethod> method) {
        List<String> possible = method.equals(Optional.of(AuthenticationMethod.PRIVATE_KEY_JWT))
                ? ClientAlgorithms.BY_KEY
                : method.equals(Optional.of(AuthenticationMethod.CLIENT_SECRET_JWT))
                        ? ClientAlgorithms.BY_SECRET
                        : List.of();
        Optional<String> algorithm = settings.optionalText("tokenEndpointAuthSigningAlgorithm");
        algorithm.filter(word -> !possible.contains(word)).ifPresent(word -> {
            throw settings.wrong(
                    "tokenEndpointAuthSigningAlgorithm",
                    possible.isEmpty()
                            ? "none, unless tokenEndpointAuthMethod is private_key_jwt or client_secret_jwt"
                            : "one of " + String.join(", ", possible),
                    word);
        });
        return algorithm;
    }

    private static ClientSecret secret(
            String text, Optional<AuthenticationMethod> method, List<String> signingAlgorithms) {
        boolean signs =
                method.equals(Optional.of(AuthenticationMethod.CLIENT_SECRET_JWT)) || !signingAlgorithms.isEmpty();
        if (!signs) {
            return ClientSecret.of(text);
        }
        int least = signingAlgorithms.stream()
                .mapToInt(ClientAlgorithms::leastSecret)
                .max()
                .orElse(LEAST_SECRET_FOR_SIGNING);
        if (text.getBytes(UTF_8).length < least) {
            throw new InvalidSettingException(
                    "secret", "expected at least " + least + " bytes, since the client signs with it");
        }
        return ClientSecret.forSigning(text);
    }

    private static Optional<String> jwks(Settings settings) {
        Optional<String> jwks = settings.optionalText("jwks");
        jwks.flatMap(InlineKeys::objection).ifPresent(objection -> {
            throw new InvalidSettingException("jwks", objection);
        });
        return jwks;
    }

    private static Optional<URI> jwksUri(Settings settings) {
        Optional<URI> uri = settings.optionalUri("jwksURI");
        uri.filter(there -> !ClientAddresses.isFetchable(there)).ifPresent(there -> {
            throw settings.wrong("jwksURI", "an https address", there.toString());
        });
        return uri;
    }

    private static void requireEnough(
            Settings settings, Credentials read, boolean isPublic, Optional<String> objectAlgorithm) {
        if (read.jwks().isPresent() && read.jwksUri().isPresent()) {
            throw new InvalidSettingException("jwksURI", "expected either jwks or jwksURI, got both");
        }
        boolean byKey = read.method().equals(Optional.of(AuthenticationMethod.PRIVATE_KEY_JWT));
        boolean needsKeys = byKey
                || objectAlgorithm.filter(ClientAlgorithms.BY_KEY::contains).isPresent();
        if (needsKeys && read.jwks().isEmpty() && read.jwksUri().isEmpty()) {
            throw settings.missing("jwks", "the public keys of the client, or jwksURI");
        }
        boolean needsSecret = read.method()
                        .filter(AuthenticationMethod::needsSecret)
                        .isPresent()
                || objectAlgorithm.filter(ClientAlgorithms.BY_SECRET::contains).isPresent()
                || (read.method().isEmpty() && !isPublic);
        if (needsSecret && read.secret().isEmpty()) {
            throw settings.missing("secret", isPublic ? "a value" : "a value, or public = true");
        }
    }
}
