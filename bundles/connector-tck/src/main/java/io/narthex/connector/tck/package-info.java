/**
 * The kit of JUnit tests that every connector must pass, ours and everybody else's.
 *
 * <p>A connector's own test extends {@link io.narthex.connector.tck.PasswordConnectorContract} or
 * {@link io.narthex.connector.tck.BrowserConnectorContract}, says how to open the connector and how to sign in, and inherits the
 * tests. What an upstream may do wrong is added as a list of {@link io.narthex.connector.tck.Fault}s. What a connector
 * does with the claims of its upstream is for its own tests.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.connector.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
