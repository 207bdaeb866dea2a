/** What goes on behind the requests: sweeping, and watching over store and keys. */
@NullMarked
package io.narthex.provider.internal.upkeep;

import org.jspecify.annotations.NullMarked;
