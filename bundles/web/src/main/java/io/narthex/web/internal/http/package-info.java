/**
 * What holds for every request and every answer: which requests are refused at the door, which headers an answer carries, how
 * a body is read, who is at the other end, and how a failure is told.
 */
@NullMarked
package io.narthex.web.internal.http;

import org.jspecify.annotations.NullMarked;
