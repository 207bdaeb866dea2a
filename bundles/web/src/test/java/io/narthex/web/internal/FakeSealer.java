package io.narthex.web.internal;

import io.narthex.keys.Sealer;
import io.narthex.protocol.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Seals with a checksum over purpose and content: enough to notice what a test changes. */
public final class FakeSealer implements Sealer {

    @Override
    public String seal(String purpose, byte[] content) {
        if (content.length > MAX_CONTENT_BYTES) {
            throw new IllegalArgumentException("content: too long");
        }
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(content);
        return text + "_" + checksum(purpose, text);
    }

    @Override
    public String sealForStore(String purpose, byte[] content) {
        return seal(purpose, content);
    }

    @Override
    public Optional<byte[]> open(String purpose, String sealed) {
        int end = sealed.length() - 44;
        if (end < 0 || !sealed.substring(end).equals("_" + checksum(purpose, sealed.substring(0, end)))) {
            return Optional.empty();
        }
        return Optional.of(Base64.getUrlDecoder().decode(sealed.substring(0, end)));
    }

    private static String checksum(String purpose, String text) {
        return Digests.base64Url(Digests.sha256(("secret " + purpose + " " + text).getBytes(StandardCharsets.UTF_8)));
    }
}
