/**
 * Signs people in by the mail address and password kept in the provider's own password database. Passwords are bcrypt
 * hashes; what it takes to check one safely is in {@link io.narthex.connector.local.internal.PasswordChecker}.
 */
@NullMarked
package io.narthex.connector.local.internal;

import org.jspecify.annotations.NullMarked;
