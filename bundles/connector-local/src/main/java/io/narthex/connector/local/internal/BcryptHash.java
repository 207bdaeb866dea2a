package io.narthex.connector.local.internal;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bcrypt hash as it is stored, {@code $2b$12$} and 53 characters of salt and checksum.
 *
 * @param cost the binary logarithm of the number of rounds
 * @param text the whole of it
 */
record BcryptHash(int cost, String text) {

    /** Below it, a stolen hash is guessed too fast. */
    static final int LEAST_COST = 10;

    /** Above it, checking one password takes several seconds. */
    static final int MOST_COST = 16;

    /** bcrypt ignores what is longer. */
    static final int MOST_BYTES = 72;

    /** The prefixes mean the same; they tell which old implementation's mistake a hash is free of. */
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    /** Salt and checksum of nobody's password: no password is known that gives this checksum. */
    private static final String NOBODY = "Narthex/connector/loca.Narthex/connector/local/nobody";

    static Optional<BcryptHash> parse(String text) {
        Matcher match = FORM.matcher(text);
        return match.matches() ? Optional.of(new BcryptHash(Integer.parseInt(match.group(1)), text)) : Optional.empty();
    }

    /** A hash that takes as long to check as a real one of this cost. */
    static BcryptHash ofNobody(int cost) {
        return new BcryptHash(cost, String.format("$2b$%02d$%s", cost, NOBODY));
    }

    boolean hasSafeCost() {
        return cost >= LEAST_COST && cost <= MOST_COST;
    }

    /** Takes the time that the cost says, whatever the answer. */
    boolean matches(byte[] password) {
        return BCrypt.verifyer().verify(password, text.getBytes(StandardCharsets.US_ASCII)).verified;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "BcryptHash[cost=" + cost + "]";
    }
}
