/**
 * The connector registry. {@link io.narthex.provider.internal.connector.Connectors} gives every defined connector a
 * {@link io.narthex.provider.internal.connector.Place}, which keeps it filled: an
 * {@link io.narthex.provider.internal.connector.Attempt} opens what is wanted in the background, and only what has opened
 * takes the place of what serves.
 */
@NullMarked
package io.narthex.provider.internal.connector;

import org.jspecify.annotations.NullMarked;
