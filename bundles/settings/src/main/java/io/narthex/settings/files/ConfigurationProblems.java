package io.narthex.settings.files;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What is wrong with the configuration files now. A service, for health, shell and web. */
@ProviderType
public interface ConfigurationProblems {

    /** The problems, sorted by file; empty when all is well. */
    List<ConfigurationProblem> current();
}
