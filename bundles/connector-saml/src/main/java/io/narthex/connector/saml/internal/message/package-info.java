/** The messages of the sign-in: the request that we send, and the rules for the response that comes back. */
@NullMarked
package io.narthex.connector.saml.internal.message;

import org.jspecify.annotations.NullMarked;
