/**
 * The only bundle that knows HTTP. {@link io.narthex.web.internal.WebComponent} registers it: one JAX-RS application for the
 * endpoints, plain servlets for documents and files, and one filter before them all.
 *
 * <p>Everything lives in one servlet context whose path is that of the issuer; when the issuer changes, the context moves.
 * What is registered never changes otherwise: it asks for settings and services at every request.
 */
@NullMarked
package io.narthex.web.internal;

import org.jspecify.annotations.NullMarked;
