/**
 * How files become checked values. {@link io.narthex.settings.internal.Watch} decides what comes into force; it works on
 * {@link io.narthex.settings.internal.RawConfiguration}s from any source, so that only
 * {@link io.narthex.settings.internal.ConfigurationFilesComponent}, {@link io.narthex.settings.internal.ConfigAdminSource} and
 * {@link io.narthex.settings.internal.ReferencePlugins} know OSGi.
 */
@NullMarked
package io.narthex.settings.internal;

import org.jspecify.annotations.NullMarked;
