/**
 * What several connectors share, so that each of them is about its own upstream only.
 *
 * <p>{@link io.narthex.connector.support.Bulkhead} bounds how many do the same expensive work at once.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.connector.support;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
