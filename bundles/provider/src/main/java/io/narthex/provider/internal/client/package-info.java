/** The applications that speak OpenID Connect to the provider, and how they prove who they are. */
@NullMarked
package io.narthex.provider.internal.client;

import org.jspecify.annotations.NullMarked;
