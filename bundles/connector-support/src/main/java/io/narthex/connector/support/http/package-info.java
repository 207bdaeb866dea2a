/**
 * The one way in which connectors speak HTTP to their upstreams, and the provider to its clients.
 *
 * <p>{@link io.narthex.connector.support.http.UpstreamHttp} sends {@link io.narthex.connector.support.http.HttpCall}s and bounds
 * time and size of what comes back. {@link io.narthex.connector.support.http.Tls} says whom to trust, and serves connectors
 * that speak something else, too. {@link io.narthex.connector.support.http.AddressPolicy} judges addresses that somebody else
 * named. Nothing here shows a query, a header or a body in a message.
 */
@Export
@Version("1.1.0")
@NullMarked
package io.narthex.connector.support.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
