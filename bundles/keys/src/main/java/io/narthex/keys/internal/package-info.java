/** The one kept key ring: how it is stored, replaced on schedule, and used without a lock. */
@NullMarked
package io.narthex.keys.internal;

import org.jspecify.annotations.NullMarked;
