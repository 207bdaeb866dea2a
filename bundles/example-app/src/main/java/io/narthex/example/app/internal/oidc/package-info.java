/**
 * The relying party's side of OpenID Connect: discovery, code exchange, refresh, userinfo, and above all the checks of an ID
 * token. Knows nothing of pages and sessions.
 */
@NullMarked
package io.narthex.example.app.internal.oidc;

import org.jspecify.annotations.NullMarked;
