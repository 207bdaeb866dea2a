/**
 * Signs people in through a SAML 2.0 identity provider, by the Web Browser SSO profile and no other. What comes back is read
 * by one strict profile of our own, which fails closed: {@code xml} decides what is XML to us, {@code message} what is a
 * response, {@code metadata} whose keys count. OpenSAML computes the signatures.
 */
@NullMarked
package io.narthex.connector.saml.internal;

import org.jspecify.annotations.NullMarked;
