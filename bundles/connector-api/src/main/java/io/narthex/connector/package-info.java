/**
 * The contract for upstreams: the places where people are kept.
 *
 * <p>A bundle registers one {@link io.narthex.connector.ConnectorFactory} service for its type. The provider opens
 * connectors from their definitions and asks them one thing: who is this person? A
 * {@link io.narthex.connector.PasswordConnector} answers for a user name and a password, a
 * {@link io.narthex.connector.BrowserConnector} sends the browser away and answers when it comes back. What else a
 * connector can do it says by implementing an ability, such as {@link io.narthex.connector.RefreshesIdentity}.
 */
@Export
@Version("1.2.0")
@NullMarked
package io.narthex.connector;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
