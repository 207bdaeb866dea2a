package io.narthex.provider.internal.registration;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.ClientAlgorithms;
import io.narthex.provider.internal.client.AuthenticationMethod;
import io.narthex.provider.internal.client.ClientSecret;
import io.narthex.provider.internal.client.Credentials;
import io.narthex.provider.internal.client.InlineKeys;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client proves itself with; RFC 7591, section 2 ({@code token_endpoint_auth_method}, {@code jwks}, {@code jwks_uri}). */
final class CredentialRules {

    private CredentialRules() {}

    /** What a client needs a secret for. */
    enum Secret {
        /** It needs none. */
        NONE,
        /** To present it. */
        TO_PRESENT,
        /** To sign with it, so that we must know it too. */
        TO_SIGN
    }

    static AuthenticationMethod method(Fields fields) {
        String word = fields.word(
                "token_endpoint_auth_method",
                AuthenticationMethod.words(),
                AuthenticationMethod.CLIENT_SECRET_BASIC.word());
        return AuthenticationMethod.of(word).orElseThrow();
    }

    /** What a client needs a secret for. */
    static Secret secret(AuthenticationMethod method, Optional<String> objectAlgorithm) {
        boolean signs = method == AuthenticationMethod.CLIENT_SECRET_JWT
                || objectAlgorithm.filter(ClientAlgorithms.BY_SECRET::contains).isPresent();
        if (signs) {
            return Secret.TO_SIGN;
        }
        return method.needsSecret() ? Secret.TO_PRESENT : Secret.NONE;
    }

    /** What its request objects are signed with; OpenID Connect Dynamic Client Registration 1.0, section 2. */
    static Optional<String> objectAlgorithm(Fields fields, AuthenticationMethod method) {
        Optional<String> algorithm = fields.word(
                "request_object_signing_alg",
                Stream.of(ClientAlgorithms.BY_KEY, ClientAlgorithms.BY_SECRET, List.of(ClientAlgorithms.NONE))
                        .flatMap(List::stream)
                        .toList());
        if (method == AuthenticationMethod.NONE
                && algorithm.filter(ClientAlgorithms.BY_SECRET::contains).isPresent()) {
            throw Fields.wrong("request_object_signing_alg", "one for a client without secret", algorithm.get());
        }
        return algorithm;
    }

    static Credentials read(
            Fields fields,
            AuthenticationMethod method,
            Optional<ClientSecret> secret,
            Optional<String> objectAlgorithm) {
        List<String> possible =
                switch (method) {
                    case PRIVATE_KEY_JWT -> ClientAlgorithms.BY_KEY;
                    case CLIENT_SECRET_JWT -> ClientAlgorithms.BY_SECRET;
                    case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, NONE -> List.of();
                };
        Optional<String> algorithm =
                possible.isEmpty() ? Optional.empty() : fields.word("token_endpoint_auth_signing_alg", possible);
        Optional<String> jwks = fields.object("jwks").map(Object::toString);
        jwks.flatMap(InlineKeys::objection).ifPresent(objection -> {
            throw new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, "jwks: " + objection);
        });
        Optional<URI> jwksUri = fields.https("jwks_uri");
        if (jwks.isPresent() && jwksUri.isPresent()) {
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT_METADATA, "jwks_uri: expected either jwks or jwks_uri, got both");
        }
        boolean needsKeys = method == AuthenticationMethod.PRIVATE_KEY_JWT
                || objectAlgorithm.filter(ClientAlgorithms.BY_KEY::contains).isPresent();
        if (needsKeys && jwks.isEmpty() && jwksUri.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT_METADATA, "jwks: missing, expected the keys of the client, or jwks_uri");
        }
        return new Credentials(Optional.of(method), secret, jwks, jwksUri, algorithm);
    }
}
