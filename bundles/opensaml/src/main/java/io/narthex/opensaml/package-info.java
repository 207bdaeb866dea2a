/**
 * OpenSAML, carried in one bundle and made to run under OSGi: its parts are found by the thread's context class loader,
 * which is somebody else's here. Call it through {@link io.narthex.opensaml.OpenSaml}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.opensaml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
