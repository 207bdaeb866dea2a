/**
 * The files that pages refer to: style sheets, the script, icons and logos; built in, or from the operator's folder where
 * that holds a file of the same name.
 */
@NullMarked
package io.narthex.web.internal.asset;

import org.jspecify.annotations.NullMarked;
