/** Real servers for tests: OpenLDAP with certificates of its own, MIT Kerberos. Each takes free ports and a folder of its own. */
@NullMarked
package io.narthex.connector.ldap.testing;

import org.jspecify.annotations.NullMarked;
