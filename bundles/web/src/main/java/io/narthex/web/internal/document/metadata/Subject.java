package io.narthex.web.internal.document.metadata;

import io.narthex.provider.ProviderSettings;
import java.util.Map;

/** One subject of the metadata. */
@FunctionalInterface
interface Subject {

    /**
     * Says what there is.
     *
     * @param settings what is switched on
     * @param metadata what has been said so far, by name; is added to
     */
    void describe(ProviderSettings settings, Map<String, Object> metadata);
}
