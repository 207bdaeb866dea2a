/** Calling addresses that clients name, within bounds of time, size and place. */
@NullMarked
package io.narthex.provider.internal.fetch;

import org.jspecify.annotations.NullMarked;
