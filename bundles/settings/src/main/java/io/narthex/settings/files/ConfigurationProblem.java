package io.narthex.settings.files;

import java.time.Instant;

/**
 * Something that is wrong with a configuration file now.
 *
 * @param file the file's name without its folder, or the PID where the configuration does not come from a file
 * @param key the key at fault; empty where it is the file as a whole
 * @param message what is wrong and what was expected; begins with the key if there is one, never shows a secret
 * @param lastGoodInForce whether earlier values of this file serve meanwhile
 * @param since when it was noticed first
 */
public record ConfigurationProblem(String file, String key, String message, boolean lastGoodInForce, Instant since) {

    /** One line: the file, the problem, and what is in force instead. */
    @Override
    public String toString() {
        return file + ": " + message
                + (lastGoodInForce ? "; the last good one stays in force" : "; it is not in force");
    }
}
