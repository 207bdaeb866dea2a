package io.narthex.keys.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a token of ours: algorithm, type if it has one, and key, in this order and spelt in one way.
 *
 * @param type {@link #NO_TYPE}, or the {@code typ}
 * @param kid the id of the key
 */
record JwsHeader(String type, String kid) {

    /** For a token that does not say what it is. */
    static final String NO_TYPE = "";

    private static final int MAX_CHARS = 256;
    private static final Pattern OURS = Pattern.compile(
            "\\{\"alg\":\"[A-Za-z0-9]+\",(?:\"typ\":\"(?<typ>[A-Za-z0-9+.-]+)\",)?\"kid\":\"(?<kid>[0-9a-f]{40})\"}");

    /** Writes a header, encoded. No value needs escaping: the type is checked, the others are ours. */
    static String encode(String alg, String type, String kid) {
        String typ = type.equals(NO_TYPE) ? "" : "\"typ\":\"" + type + "\",";
        String json = "{\"alg\":\"" + alg + "\"," + typ + "\"kid\":\"" + kid + "\"}";
        return Base64Url.encode(json.getBytes(StandardCharsets.US_ASCII));
    }

    /** What an encoded header says; empty if none of our keys can have written it, whichever it is. */
    static Optional<JwsHeader> read(String encoded) {
        if (encoded.length() > MAX_CHARS) {
            return Optional.empty();
        }
        return Base64Url.decode(encoded)
                .map(bytes -> OURS.matcher(new String(bytes, StandardCharsets.US_ASCII)))
                .filter(Matcher::matches)
                .map(ours ->
                        new JwsHeader(Optional.ofNullable(ours.group("typ")).orElse(NO_TYPE), ours.group("kid")));
    }
}
