package io.narthex.provider;

import java.util.List;
import java.util.stream.Stream;

/** What clients may sign with: their assertions and their request objects; RFC 7518, section 3.1 and RFC 8037, section 3.1. */
public final class ClientAlgorithms {

    /** With keys of their own. */
    public static final List<String> BY_KEY =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /** With their secret. */
    public static final List<String> BY_SECRET = List.of("HS256", "HS384", "HS512");

    /** In either way. */
    public static final List<String> SIGNED =
            Stream.of(BY_KEY, BY_SECRET).flatMap(List::stream).toList();

    /** Not at all: for request objects, where a client is set up for it. */
    public static final String NONE = "none";

    private ClientAlgorithms() {}

    /** The shortest secret for an algorithm of {@link #BY_SECRET}, in bytes: as long as its hash; RFC 7518, section 3.2. */
    public static int leastSecret(String algorithm) {
        return Integer.parseInt(algorithm.substring(2)) / 8;
    }
}
