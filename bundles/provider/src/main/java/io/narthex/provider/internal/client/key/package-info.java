/**
 * What clients sign, and the keys it is checked with. A {@link io.narthex.provider.internal.client.key.ClientJwt} is parsed
 * but not believed; {@link io.narthex.provider.internal.client.key.ClientSignatures} says whether a client has made it.
 */
@NullMarked
package io.narthex.provider.internal.client.key;

import org.jspecify.annotations.NullMarked;
