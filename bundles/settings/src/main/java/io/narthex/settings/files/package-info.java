/**
 * Files in {@code etc} as checked values: {@code narthex.client-app.cfg} in, a record out, and never a half-written or wrong
 * one.
 *
 * <p>{@link io.narthex.settings.files.ConfigurationFiles} is the service to ask. What it refuses stands in
 * {@link io.narthex.settings.files.ConfigurationProblems} until it is mended; meanwhile, and after a restart too, the last
 * good values stay in force.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.settings.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
