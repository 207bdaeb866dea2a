/**
 * The endpoints: resources of one JAX-RS application. Each reads the request, asks the provider and says what it answered;
 * what is right and wrong is decided there.
 */
@NullMarked
package io.narthex.web.internal.endpoint;

import org.jspecify.annotations.NullMarked;
