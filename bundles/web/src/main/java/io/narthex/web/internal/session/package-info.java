/** How a browser shows that it is in a session. */
@NullMarked
package io.narthex.web.internal.session;

import org.jspecify.annotations.NullMarked;
