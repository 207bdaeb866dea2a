/**
 * What the provider says of itself, subject by subject. A line is there as long as what it speaks of is switched on; whoever
 * adds an endpoint adds its line to the class of its subject.
 */
@NullMarked
package io.narthex.web.internal.document.metadata;

import org.jspecify.annotations.NullMarked;
