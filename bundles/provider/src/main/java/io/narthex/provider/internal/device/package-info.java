/** Devices without a browser, which wait until a person has signed in elsewhere; RFC 8628. */
@NullMarked
package io.narthex.provider.internal.device;

import org.jspecify.annotations.NullMarked;
