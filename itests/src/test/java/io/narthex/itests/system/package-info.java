/**
 * Tests of the built distribution as a process of its own.
 */
@NullMarked
package io.narthex.itests.system;

import org.jspecify.annotations.NullMarked;
