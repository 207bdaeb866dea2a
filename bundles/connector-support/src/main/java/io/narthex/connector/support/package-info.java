/**
 * What several connectors share, so that each of them is about its own upstream only.
 *
 * <p>{@link io.narthex.connector.support.Bulkhead} bounds how many do the same expensive work at once.
 * {@link io.narthex.connector.support.TokenBuckets} bounds how often one source asks.
 * {@link io.narthex.connector.support.Cached} keeps what was fetched.
 * {@link io.narthex.connector.support.GroupRules} filters and renames groups. Speaking HTTP and signing in by a code have
 * packages of their own below this one.
 */
@Export
@Version("1.3.0")
@NullMarked
package io.narthex.connector.support;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
