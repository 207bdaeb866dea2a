/**
 * Signing in by an OAuth 2 authorization code, for every connector whose upstream works that way.
 *
 * <p>{@link io.narthex.connector.support.oauth.CodeExchange} makes the authorization address, reads the callback and asks for
 * tokens. What the tokens say is for the connector.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.connector.support.oauth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
