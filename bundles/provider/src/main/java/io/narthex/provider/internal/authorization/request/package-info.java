/**
 * The forms in which an authorization request may come: plain, in an object that the client has signed, in one that has to be
 * fetched, or pushed before. Whatever the form, one set of parameters comes out, and passes the same checks.
 */
@NullMarked
package io.narthex.provider.internal.authorization.request;

import org.jspecify.annotations.NullMarked;
