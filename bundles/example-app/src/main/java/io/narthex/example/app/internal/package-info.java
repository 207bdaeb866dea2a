/**
 * A relying party to try a provider with: one page to start a sign-in from, one that shows what came back.
 *
 * <p>It speaks HTTP to the provider and nothing else, so it works with any OpenID Connect provider, and it listens on an
 * address of its own. {@link io.narthex.example.app.internal.Site} lists the pages.
 */
@NullMarked
package io.narthex.example.app.internal;

import org.jspecify.annotations.NullMarked;
