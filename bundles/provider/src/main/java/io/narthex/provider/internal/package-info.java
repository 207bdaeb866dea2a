/** The provider's components: what the component runtime makes, out of plain classes in the packages below. */
@NullMarked
package io.narthex.provider.internal;

import org.jspecify.annotations.NullMarked;
