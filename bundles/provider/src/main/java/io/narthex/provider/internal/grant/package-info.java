/**
 * Grants: one record for each time that a person let a client in.
 *
 * <p>The code, the access tokens and the refresh tokens of one sign-in all hang off its grant, so whatever revokes the grant
 * ends them together, and redeeming a code or rotating a refresh token is one compare-and-set.
 */
@NullMarked
package io.narthex.provider.internal.grant;

import org.jspecify.annotations.NullMarked;
