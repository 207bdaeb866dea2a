/**
 * Real OpenID Connect client software against the built distribution, configured as {@code docs/clients} says: each signs
 * in, refreshes and signs out.
 */
@NullMarked
package io.narthex.itests.clients;

import org.jspecify.annotations.NullMarked;
