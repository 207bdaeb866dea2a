package io.narthex.settings.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One configuration as it was delivered, references to secrets not resolved.
 *
 * @param pid {@code narthex.web}, or {@code narthex.client~app} for one of many
 * @param oneOfMany whether it came from a file with a dash in its name
 * @param file where it was read from; empty where it was made otherwise, for example in the shell
 * @param values without the keys that the framework adds
 */
record RawConfiguration(String pid, boolean oneOfMany, Optional<Path> file, Map<String, String> values) {

    RawConfiguration {
        values = Map.copyOf(values);
    }

    /** What people call it: the file's name without its folder. */
    String label() {
        return file.map(path -> String.valueOf(path.getFileName())).orElse(pid);
    }

    /** What distinguishes it from others of its kind; empty if nothing does. */
    String name() {
        int separator = pid.indexOf('~');
        return separator < 0 ? "" : pid.substring(separator + 1);
    }

    /** The values are not shown, they may be secret. */
    @Override
    public String toString() {
        return "RawConfiguration[" + label() + "]";
    }
}
