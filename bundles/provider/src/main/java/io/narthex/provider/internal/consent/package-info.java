/** What people have let clients have, so that they are not asked again; OpenID Connect Core 1.0, section 3.1.2.4. */
@NullMarked
package io.narthex.provider.internal.consent;

import org.jspecify.annotations.NullMarked;
