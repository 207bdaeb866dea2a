package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.KeySet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the published keys down, byte for byte as dex does. */
final class KeySetDocument {

    private static final Duration LONGEST_CACHE = Duration.ofMinutes(10);
    private static final Duration NOTICE = Duration.ofMinutes(1);
    private static final int ETAG_BYTES = 16;

    private KeySetDocument() {}

    static KeySet of(Ring ring, KeyPolicy policy) {
        List<String> keys = new ArrayList<>();
        entries(ring, slot -> slot.current().stream()).forEach(keys::add);
        entries(ring, slot -> slot.next().stream()).forEach(keys::add);
        entries(ring, slot -> slot.retired().stream()).forEach(keys::add);
        String text =
                keys.isEmpty() ? "{\n  \"keys\": []\n}" : "{\n  \"keys\": [\n" + String.join(",\n", keys) + "\n  ]\n}";
        byte[] document = text.getBytes(StandardCharsets.UTF_8);
        return new KeySet(document, etag(document), cacheFor(policy));
    }

    /** So long that whoever caches it has asked again before a key that is not in it signs. */
    private static Duration cacheFor(KeyPolicy policy) {
        Duration lead = policy.publishLead();
        Duration half = lead.dividedBy(2);
        Duration cache = lead.minus(half.compareTo(NOTICE) < 0 ? half : NOTICE);
        return cache.compareTo(LONGEST_CACHE) < 0 ? cache : LONGEST_CACHE;
    }

    private static Stream<String> entries(Ring ring, Function<Ring.Slot, Stream<Ring.Key>> part) {
        return Arrays.stream(JwsAlgorithm.values())
                .flatMap(algorithm -> part.apply(ring.slot(algorithm.slot())).map(key -> entry(algorithm, key)));
    }

    private static String entry(JwsAlgorithm algorithm, Ring.Key key) {
        List<String> members = new ArrayList<>();
        members.add(member("use", "sig"));
        members.add(member("kty", KeyFormat.member(key.jwk(), "kty")));
        members.add(member("kid", key.id()));
        members.add(member("alg", algorithm.slot()));
        algorithm.format().publicMembers().stream()
                .filter(name -> !name.equals("kty"))
                .map(name -> member(name, KeyFormat.member(key.jwk(), name)))
                .forEach(members::add);
        return "    {\n" + String.join(",\n", members) + "\n    }";
    }

    /** No value needs escaping: they are our names, hex digits and base64url. */
    private static String member(String name, String value) {
        return "      \"" + name + "\": \"" + value + "\"";
    }

    private static String etag(byte[] document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
            return "\"" + Base64Url.encode(Arrays.copyOf(digest, ETAG_BYTES)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java has it", e);
        }
    }
}
