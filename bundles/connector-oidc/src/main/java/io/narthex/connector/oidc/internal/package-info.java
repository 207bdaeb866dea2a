/**
 * Signs people in at another OpenID Connect provider.
 *
 * <p>{@link io.narthex.connector.oidc.internal.OidcUpstream} speaks with it, {@link io.narthex.connector.oidc.internal.IdTokens} judges its ID
 * tokens, {@link io.narthex.connector.oidc.internal.OidcClaims} makes an identity of what they say.
 */
@NullMarked
package io.narthex.connector.oidc.internal;

import org.jspecify.annotations.NullMarked;
