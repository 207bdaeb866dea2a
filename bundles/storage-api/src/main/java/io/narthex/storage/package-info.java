/**
 * The contract for persistence: one small {@link io.narthex.storage.RecordStore} for everything that is kept.
 *
 * <p>A backend knows nothing of clients or grants. It keeps records of a kind and an id, replaces one only if it is still
 * what the caller saw, and lets exactly one caller create or remove it; everything that must happen once rests on these
 * three. A new kind of thing needs no change in any backend.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
