/** The people of the password database. */
@NullMarked
package io.narthex.provider.internal.user;

import org.jspecify.annotations.NullMarked;
