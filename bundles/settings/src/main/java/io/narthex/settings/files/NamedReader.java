package io.narthex.settings.files;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;

/** Makes a value of one of several files of a kind. */
@FunctionalInterface
public interface NamedReader<T> {

    /**
     * Reads one file.
     *
     * @param name the file's name after the dash: {@code app} for {@code narthex.client-app.cfg}
     * @param settings its keys and values, secrets resolved; a key that is not asked for is refused afterwards
     * @throws InvalidSettingException if a key is missing or has a wrong value
     */
    T read(String name, Settings settings);
}
