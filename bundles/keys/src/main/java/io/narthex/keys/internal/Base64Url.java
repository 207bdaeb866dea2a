package io.narthex.keys.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515 section 2), one spelling for each value. */
final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** Empty for padding, foreign characters and stray bits, so that nobody can respell a token that we issued. */
    static Optional<byte[]> decode(String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return isSpelling(text, bytes) ? Optional.of(bytes) : Optional.empty();
    }

    /** Whether the text is how we spell these bytes. Only its end can differ: by padding, or by bits that mean nothing. */
    private static boolean isSpelling(String text, byte[] bytes) {
        byte[] end = Arrays.copyOfRange(bytes, bytes.length - bytes.length % 3, bytes.length);
        return text.length() == (bytes.length * 4 + 2) / 3 && text.endsWith(encode(end));
    }
}
