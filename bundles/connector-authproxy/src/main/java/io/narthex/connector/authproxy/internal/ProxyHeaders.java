package io.narthex.connector.authproxy.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.SignInRefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The headers of one arrival, read so that the proxy and we cannot understand them differently: each name once, in one
 * spelling, with a plain value.
 */
final class ProxyHeaders {

    /** The longest value, in characters. */
    static final int LONGEST = 4_096;

    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^a-z0-9]");

    private final Arrival arrival;

    private ProxyHeaders(Arrival arrival) {
        this.arrival = arrival;
    }

    /**
     * The headers of an arrival.
     *
     * @param names of those that will be read, in lower case
     * @throws SignInRefusedException if there is another one that some server would take for one of them, such as
     *     {@code X_Remote_User} for {@code X-Remote-User}
     */
    static ProxyHeaders of(Arrival arrival, Set<String> names) {
        for (String came : arrival.headers().keySet()) {
            String lower = came.toLowerCase(Locale.ROOT);
            String normal = NOT_ALPHANUMERIC.matcher(lower).replaceAll("-");
            if (!names.contains(lower) && names.contains(normal)) {
                throw SignInRefusedException.invalidAnswer(normal + ": came in another spelling");
            }
        }
        return new ProxyHeaders(arrival);
    }

    /**
     * The value of a header, decoded; absent if the header is absent or blank.
     *
     * @throws SignInRefusedException if it came more than once, is too long, or is no plain text
     */
    Optional<String> find(String name) {
        List<String> values = arrival.header(name);
        if (values.size() > 1) {
            throw SignInRefusedException.invalidAnswer(name + ": came " + values.size() + " times, expected once");
        }
        return values.stream()
                .findFirst()
                .map(value -> plain(name, value).strip())
                .filter(value -> !value.isEmpty());
    }

    private static String plain(String name, String raw) {
        if (raw.length() > LONGEST) {
            throw SignInRefusedException.invalidAnswer(name + ": longer than " + LONGEST + " characters");
        }
        String value = decoded(name, raw);
        if (value.codePoints().anyMatch(ProxyHeaders::isTricky)) {
            throw SignInRefusedException.invalidAnswer(name + ": holds control or invisible characters");
        }
        return value;
    }

    /** Servers hand header bytes over as Latin-1 characters; proxies send UTF-8. */
    private static String decoded(String name, String raw) {
        if (raw.chars().allMatch(c -> c < 0x80) || raw.chars().anyMatch(c -> c > 0xff)) {
            return raw;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SignInRefusedException.invalidAnswer(name + ": expected UTF-8");
        }
    }

    private static boolean isTricky(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> character == 0xfffd;
        };
    }
}
