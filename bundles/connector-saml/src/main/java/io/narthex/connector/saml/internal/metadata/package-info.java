/** What the identity provider says about itself, and we about us. */
@NullMarked
package io.narthex.connector.saml.internal.metadata;

import org.jspecify.annotations.NullMarked;
