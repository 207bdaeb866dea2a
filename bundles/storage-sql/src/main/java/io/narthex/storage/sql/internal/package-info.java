/**
 * Records in a relational database.
 *
 * <p>{@link io.narthex.storage.sql.internal.SqlStorage} is the component; {@link
 * io.narthex.storage.sql.internal.StoreKeeper} opens a store in the background and swaps it when the settings change;
 * {@link io.narthex.storage.sql.internal.SqlRecordStore} is the store. What one database does otherwise than another is a
 * {@link io.narthex.storage.sql.internal.Dialect}, of which each has its own.
 */
@NullMarked
package io.narthex.storage.sql.internal;

import org.jspecify.annotations.NullMarked;
