package io.narthex.settings.internal;

import java.util.List;

/** Where configurations come from. */
interface ConfigurationSource {

    /** Everything whose name is the kind, or begins with it and a separator. */
    List<RawConfiguration> list(String kind);

    /** Removes a configuration whose file is gone; does nothing if it is gone too. */
    void delete(String pid);
}
