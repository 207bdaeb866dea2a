/** Holds what the documentation says to what the code does. */
@NullMarked
package io.narthex.itests.docs;

import org.jspecify.annotations.NullMarked;
