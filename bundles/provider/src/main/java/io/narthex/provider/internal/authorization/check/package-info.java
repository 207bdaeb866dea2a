/**
 * What an authorization request must hold, one rule a class, in the order that
 * {@link io.narthex.provider.internal.authorization.check.AuthorizationChecks} lists. A rule reads its parameters and writes
 * what it found into the {@link io.narthex.provider.internal.authorization.check.Draft}.
 */
@NullMarked
package io.narthex.provider.internal.authorization.check;

import org.jspecify.annotations.NullMarked;
