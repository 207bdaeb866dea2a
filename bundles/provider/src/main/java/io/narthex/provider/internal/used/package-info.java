/** What may be used once only, over all nodes. */
@NullMarked
package io.narthex.provider.internal.used;

import org.jspecify.annotations.NullMarked;
