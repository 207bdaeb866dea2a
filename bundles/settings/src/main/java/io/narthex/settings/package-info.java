/**
 * Settings as operators write them: flat keys with text values, read once, checked, and refused by name.
 *
 * <p>{@link io.narthex.settings.Settings} hands out typed values and knows which keys nobody asked for, so that a misspelt
 * key is an error everywhere.
 */
@Export
@Version("1.1.0")
@NullMarked
package io.narthex.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
