/**
 * Browser sessions: who has signed in stays signed in for all clients of that browser.
 *
 * <p>A session is one record. Its id is public: it stands in ID tokens as {@code sid}, and grants name it. What makes a
 * browser the owner of a session is a secret that only its cookie holds; we keep a hash of it.
 */
@NullMarked
package io.narthex.provider.internal.session;

import org.jspecify.annotations.NullMarked;
