/**
 * The token endpoint and what it gives out. A grant type is one class; what all of them must hold stands in
 * {@link io.narthex.provider.internal.token.TokenEndpoint}, so that none can forget it.
 */
@NullMarked
package io.narthex.provider.internal.token;

import org.jspecify.annotations.NullMarked;
