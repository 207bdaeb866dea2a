/**
 * The kit that every store must pass, ours or a third party's: JUnit 4 tests that a backend inherits.
 *
 * <p>A backend's test extends {@link io.narthex.storage.tck.RecordStoreContract}, or {@link
 * io.narthex.storage.tck.SharedStoreContract} if several nodes can work on the same data, and says how to open an empty
 * store. The chapters between are there to keep the files short.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.storage.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
