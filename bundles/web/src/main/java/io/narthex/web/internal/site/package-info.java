/** Where we live, how we are set up and what stands behind us, as it is at this moment. */
@NullMarked
package io.narthex.web.internal.site;

import org.jspecify.annotations.NullMarked;
