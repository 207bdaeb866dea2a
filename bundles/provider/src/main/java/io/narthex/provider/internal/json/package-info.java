/** Records as JSON for storage. */
@NullMarked
package io.narthex.provider.internal.json;

import org.jspecify.annotations.NullMarked;
