package io.narthex.provider.internal.connector;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.RefreshesIdentity;

/** What stands in a place: an open connector, what it was opened from, and by whom. */
record Serving(OpenConnector open, ConnectorDefinition definition, ConnectorFactory factory) {

    boolean canRefresh() {
        return open.connector() instanceof RefreshesIdentity;
    }

    /** Whether opening that would give the same again. */
    boolean is(ConnectorDefinition other, ConnectorFactory by) {
        return factory == by && definition.opensLike(other);
    }

    Serving under(ConnectorDefinition renamed) {
        return new Serving(open, renamed, factory);
    }
}
