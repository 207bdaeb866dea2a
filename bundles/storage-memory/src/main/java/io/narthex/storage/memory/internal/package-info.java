/**
 * Records in the memory of one process, for trying things and for tests.
 *
 * <p>{@link io.narthex.storage.memory.internal.MemoryStorage} is the component; {@link
 * io.narthex.storage.memory.internal.MemoryRecordStore} the store, which knows nothing of OSGi.
 */
@NullMarked
package io.narthex.storage.memory.internal;

import org.jspecify.annotations.NullMarked;
