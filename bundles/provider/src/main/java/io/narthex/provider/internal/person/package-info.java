/** What all that deals with people needs to know of them. */
@NullMarked
package io.narthex.provider.internal.person;

import org.jspecify.annotations.NullMarked;
