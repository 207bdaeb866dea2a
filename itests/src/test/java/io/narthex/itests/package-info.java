/**
 * The whole: the built distribution, driven as an operator, an application and a browser drive it.
 *
 * <p>{@link io.narthex.itests.Distribution} starts it as a process, {@link io.narthex.itests.Shell} types commands,
 * {@link io.narthex.itests.Client} is a browser without a screen.
 */
@NullMarked
package io.narthex.itests;

import org.jspecify.annotations.NullMarked;
