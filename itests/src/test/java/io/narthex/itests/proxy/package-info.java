/** Real reverse proxies in front of the distribution, with the samples that we ship. */
@NullMarked
package io.narthex.itests.proxy;

import org.jspecify.annotations.NullMarked;
