/**
 * Signs in whom an authenticating reverse proxy has signed in: it guards the callback of this connector and says in request
 * headers who came. The headers are believed only when the proxy has shown who it is.
 */
@NullMarked
package io.narthex.connector.authproxy.internal;

import org.jspecify.annotations.NullMarked;
