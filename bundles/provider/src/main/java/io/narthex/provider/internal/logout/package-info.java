/** Signing out: what a client asks for, what the browser has to do, and telling the other clients. */
@NullMarked
package io.narthex.provider.internal.logout;

import org.jspecify.annotations.NullMarked;
