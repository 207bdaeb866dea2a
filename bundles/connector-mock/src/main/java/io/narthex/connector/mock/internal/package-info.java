/**
 * Connectors without an upstream, for demonstrations and tests: {@code mockCallback} signs everybody in as the same person
 * with one click, {@code mockPassword} does so for one user name and password.
 */
@NullMarked
package io.narthex.connector.mock.internal;

import org.jspecify.annotations.NullMarked;
