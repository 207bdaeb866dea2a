/** Secrets of the provider's own that never change, unlike its keys. */
@NullMarked
package io.narthex.provider.internal.secret;

import org.jspecify.annotations.NullMarked;
