package io.narthex.settings.files;

import io.narthex.settings.Settings;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Watches configuration files and turns them into checked values. A service.
 *
 * <p>Every method reads what is there before it returns, so that the first {@code current()} is complete. Unknown keys are
 * refused after the reader has run. Whoever watches something closes it when done.
 */
@ProviderType
public interface ConfigurationFiles {

    /**
     * Watches the files of a kind of which there may be many: {@code etc/<pid>-<name>.cfg}.
     *
     * @param pid the part of the file names before the dash, for example {@code narthex.client}
     * @param reader reads one file; must be free of side effects, it is called more than once
     * @param id what no two files may have in common; the file that was in force first keeps it, the other is refused
     */
    <T> ConfigurationSet<T> set(String pid, NamedReader<T> reader, Function<? super T, String> id);

    /**
     * As {@link #set}, for values that only their user can prove good, such as the settings of a connector, which its
     * factory checks. A proposal becomes the last good one when it is accepted, not before.
     */
    <T> ConfigurationSet<Proposal<T>> proposals(String pid, NamedReader<T> reader, Function<? super T, String> id);

    /**
     * Watches a file of which there is one: {@code etc/<pid>.cfg}.
     *
     * @param pid the file's name without its ending, for example {@code narthex.web}
     * @param reader reads the file; must be free of side effects, it is called more than once
     */
    <T> ConfigurationValue<T> value(String pid, Function<Settings, T> reader);
}
