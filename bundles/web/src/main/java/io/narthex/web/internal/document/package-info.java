/** What programs read without a flow: discovery, the keys, health. Plain servlets, since they are asked for most often. */
@NullMarked
package io.narthex.web.internal.document;

import org.jspecify.annotations.NullMarked;
