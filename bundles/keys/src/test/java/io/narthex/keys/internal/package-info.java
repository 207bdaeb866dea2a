/** Keys under test, with time in our hands. */
@NullMarked
package io.narthex.keys.internal;

import org.jspecify.annotations.NullMarked;
