/**
 * What decides: clients, authorization, grants, tokens, connectors.
 *
 * <p>{@link io.narthex.provider.Provider} is the one service that a front end asks; it knows neither servlets nor templates.
 * {@link io.narthex.provider.ConnectorRegistry} keeps the connectors and is the only one to open them.
 */
@Export
@Version("1.3.0")
@NullMarked
package io.narthex.provider;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
