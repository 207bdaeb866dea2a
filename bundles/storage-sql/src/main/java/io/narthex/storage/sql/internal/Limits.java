package io.narthex.storage.sql.internal;

import java.time.Duration;

/**
 * How much and how long.
 *
 * @param poolSize the most connections at once
 * @param connectTimeout how long to wait for a connection, a new one or one of the pool's
 * @param queryTimeout how long to wait for the answer to a statement
 */
record Limits(int poolSize, Duration connectTimeout, Duration queryTimeout) {}
