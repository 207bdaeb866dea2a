/**
 * Sign-ins through real upstreams: another Narthex, Keycloak, the npm package oidc-provider. Each server is started once.
 */
@NullMarked
package io.narthex.itests.upstream;

import org.jspecify.annotations.NullMarked;
