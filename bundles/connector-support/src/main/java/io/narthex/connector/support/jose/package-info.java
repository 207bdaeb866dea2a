/**
 * Checking what somebody else has signed: an upstream, or a client.
 *
 * <p>{@link io.narthex.connector.support.jose.PublicKeys} reads sets of keys,
 * {@link io.narthex.connector.support.jose.FetchedKeys} keeps one that has to be fetched, and
 * {@link io.narthex.connector.support.jose.Signatures} checks signatures by public keys. Keys that a token brings along in its
 * header count nowhere.
 */
@Export
@Version("1.1.0")
@NullMarked
package io.narthex.connector.support.jose;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
