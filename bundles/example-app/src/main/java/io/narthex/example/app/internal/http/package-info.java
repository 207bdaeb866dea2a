/**
 * The little of HTTP that the application needs, over the server that comes with the JDK: requests read once into a record
 * with bounds, responses as values with the security headers always on.
 */
@NullMarked
package io.narthex.example.app.internal.http;

import org.jspecify.annotations.NullMarked;
