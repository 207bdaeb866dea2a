package io.narthex.provider.internal.connector;

import io.narthex.settings.files.Proposal;
import java.util.Map;

/** A source of definitions. */
interface ConnectorDefinitions {

    /** The definitions by id. The registry accepts each when it has opened, and refuses it when its settings are wrong. */
    Map<String, Proposal<ConnectorDefinition>> current();

    /** Calls back after each change, on a thread that must not be blocked. */
    void onChange(Runnable listener);
}
