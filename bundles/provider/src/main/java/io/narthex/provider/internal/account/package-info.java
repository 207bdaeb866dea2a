/** What people see and end of their own. */
@NullMarked
package io.narthex.provider.internal.account;

import org.jspecify.annotations.NullMarked;
