/**
 * Signs people in who are kept in an LDAP directory: finds them with a service account, lets the server check their
 * password, and reads the groups they are in.
 *
 * <p>{@code LdapSettings} is what the operator wrote, {@code Directory} talks to the servers, {@code People} and
 * {@code Groups} know what to ask, {@code LdapClaims} turns an entry into an identity, {@code LdapConnector} puts it
 * together.
 */
@NullMarked
package io.narthex.connector.ldap.internal;

import org.jspecify.annotations.NullMarked;
