/**
 * Tests that run inside the framework of the built distribution, all in one container (see {@code ContainerSuite}).
 */
@NullMarked
package io.narthex.itests.container;

import org.jspecify.annotations.NullMarked;
