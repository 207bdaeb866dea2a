package io.narthex.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Two texts as one, encoded as dex encodes the {@code sub} claim and its refresh tokens: a Protocol Buffers message with the
 * string fields 1 and 2, in base64url without padding. Empty fields are left out.
 *
 * @param first field 1
 * @param second field 2
 */
public record StringPair(String first, String second) {

    private static final int MAX_ENCODED = 4_096;

    /** The text that stands for both. */
    public String encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, 1, first);
        write(bytes, 2, second);
        return Digests.base64Url(bytes.toByteArray());
    }

    /** Both texts; empty if the text stands for none. */
    public static Optional<StringPair> decode(String encoded) {
        if (encoded.length() > MAX_ENCODED) {
            return Optional.empty();
        }
        try {
            return read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<StringPair> read(ByteBuffer bytes) throws CharacterCodingException {
        String first = "";
        String second = "";
        while (bytes.hasRemaining()) {
            int tag = bytes.get();
            Optional<Integer> length = length(bytes);
            if (length.isEmpty() || length.get() > bytes.remaining()) {
                return Optional.empty();
            }
            ByteBuffer field = bytes.slice().limit(length.get());
            bytes.position(bytes.position() + length.get());
            String text = StandardCharsets.UTF_8.newDecoder().decode(field).toString();
            switch (tag) {
                case 0x0a -> first = text;
                case 0x12 -> second = text;
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new StringPair(first, second));
    }

    /** Hidden: the second part of a refresh token is a secret. */
    @Override
    public String toString() {
        return "StringPair[...]";
    }

    private static void write(ByteArrayOutputStream out, int field, String text) {
        if (text.isEmpty()) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((field << 3) | 2);
        int length = bytes.length;
        while (length > 0x7f) {
            out.write((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(bytes);
    }

    private static Optional<Integer> length(ByteBuffer bytes) {
        int length = 0;
        for (int shift = 0; shift < 21 && bytes.hasRemaining(); shift += 7) {
            byte part = bytes.get();
            length |= (part & 0x7f) << shift;
            if (part >= 0) {
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }
}
