/** XML as far as we take it: bounded before it is parsed, without tricks, and signed in one way only. */
@NullMarked
package io.narthex.connector.saml.internal.xml;

import org.jspecify.annotations.NullMarked;
