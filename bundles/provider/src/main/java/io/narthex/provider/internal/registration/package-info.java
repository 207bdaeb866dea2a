/**
 * Clients that register themselves; RFC 7591, RFC 7592 and OpenID Connect Dynamic Client Registration 1.0.
 *
 * <p>{@link io.narthex.provider.internal.registration.MetadataReader} makes a client of what it says of itself, and checks that
 * it makes sense; {@link io.narthex.provider.internal.registration.RegistrationRules} checks whether this provider allows it
 * now. What is kept is what the client was told, so it is read again in the same way.
 */
@NullMarked
package io.narthex.provider.internal.registration;

import org.jspecify.annotations.NullMarked;
