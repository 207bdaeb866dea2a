/**
 * The words of OAuth 2.0 and OpenID Connect as plain values: parameters, errors, scopes, response types, code challenges,
 * redirect URIs, and how dex encodes what clients see. Decides nothing and knows no HTTP server and no storage.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.narthex.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
