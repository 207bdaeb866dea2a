package io.narthex.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as dex writes them: {@code 300ms}, {@code 90s}, {@code 1h30m}; also days, {@code 30d}. */
final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher match = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (text.isEmpty() || !match.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(part(match, 1))
                .plusHours(part(match, 2))
                .plusMinutes(part(match, 3))
                .plusSeconds(part(match, 4))
                .plusMillis(part(match, 5)));
    }

    static String format(Duration length) {
        if (length.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, length.toDaysPart(), "d");
        append(text, length.toHoursPart(), "h");
        append(text, length.toMinutesPart(), "m");
        append(text, length.toSecondsPart(), "s");
        append(text, length.toMillisPart(), "ms");
        return text.toString();
    }

    private static long part(Matcher match, int group) {
        String digits = match.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
