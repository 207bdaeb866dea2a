/** Tests of the relying party's side of OpenID Connect that need no HTTP. */
@NullMarked
package io.narthex.example.app.internal.oidc;

import org.jspecify.annotations.NullMarked;
