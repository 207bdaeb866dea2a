/** From an authorization request to its answer. */
@NullMarked
package io.narthex.provider.internal.authorization;

import org.jspecify.annotations.NullMarked;
