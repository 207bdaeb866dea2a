/**
 * How a browser carries its sign-ins: each sealed into a cookie of its own, named after the flow. Nothing is written here for
 * somebody who has not signed in, unless a request is too large for a cookie; such writes are limited per source.
 */
@NullMarked
package io.narthex.web.internal.flow;

import org.jspecify.annotations.NullMarked;
