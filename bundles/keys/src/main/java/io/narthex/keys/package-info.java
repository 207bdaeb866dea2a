/**
 * Signs tokens, publishes the keys to check them with, and seals what only our own nodes may read.
 *
 * <p>{@link io.narthex.keys.Signer} and {@link io.narthex.keys.Sealer} are services of this bundle. Their keys live in one
 * record of the {@link io.narthex.storage.RecordStore}, so that every node signs, checks and opens with the same ones, and
 * are replaced on a schedule that the provider sets through a {@link io.narthex.keys.KeyPolicySource}.
 */
@Export
@Version("1.1.0")
@NullMarked
package io.narthex.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
