package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;

/**
 * Asks each new connection, and from time to time those that wait in the pool, for the server's own entry. Any answer
 * will do, a refusal too: some servers tell nothing to those who are nobody in particular. Without this, a server that
 * takes connections and then says nothing would be found out by a person who waits.
 */
final class Alive extends LDAPConnectionPoolHealthCheck {

    private final Duration patience;

    Alive(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void ensureNewConnectionValid(LDAPConnection connection) throws LDAPException {
        ask(connection);
    }

    @Override
    public void ensureConnectionValidForContinuedUse(LDAPConnection connection) throws LDAPException {
        ask(connection);
    }

    private void ask(LDAPConnection connection) throws LDAPException {
        SearchRequest question =
                new SearchRequest("", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "1.1");
        question.setResponseTimeoutMillis(patience.toMillis());
        try {
            connection.search(question);
        } catch (LDAPException e) {
            if (!e.getResultCode().isConnectionUsable()) {
                throw e;
            }
        }
    }
}
