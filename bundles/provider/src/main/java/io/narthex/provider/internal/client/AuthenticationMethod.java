package io.narthex.provider.internal.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a client proves who it is; OpenID Connect Core 1.0, section 9 and RFC 6749, section 2.3. */
public enum AuthenticationMethod {
    /** Id and secret in the header. */
    CLIENT_SECRET_BASIC,
    /** Id and secret in the body. */
    CLIENT_SECRET_POST,
    /** A JWT under a key made of the secret; RFC 7523, section 2.2. */
    CLIENT_SECRET_JWT,
    /** A JWT under a key of its own; RFC 7523, section 2.2. */
    PRIVATE_KEY_JWT,
    /** Not at all: it is public. */
    NONE;

    /** As it stands in settings and metadata. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a client needs a secret for it. */
    public boolean needsSecret() {
        return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST || this == CLIENT_SECRET_JWT;
    }

    /** The method of that word, if there is one. */
    public static Optional<AuthenticationMethod> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst();
    }

    /** The words of all methods. */
    public static List<String> words() {
        return Arrays.stream(values()).map(AuthenticationMethod::word).toList();
    }
}
