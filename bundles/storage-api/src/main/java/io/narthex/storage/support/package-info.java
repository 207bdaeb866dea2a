/**
 * What several backends share: telling of changes without letting a slow listener hold up a writer.
 *
 * <p>A backend may use it and need not.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.storage.support;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
