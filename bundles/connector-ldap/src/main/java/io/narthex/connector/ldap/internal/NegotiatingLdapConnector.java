package io.narthex.connector.ldap.internal;

import io.narthex.connector.Identity;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import java.util.Optional;

/** The connector of people who have Kerberos tickets, and passwords besides. */
final class NegotiatingLdapConnector implements PasswordConnector, RefreshesIdentity, NegotiatesSignIn {

    private final LdapConnector directory;
    private final KerberosSettings settings;
    private final TicketReader tickets;

    NegotiatingLdapConnector(LdapConnector directory, KerberosSettings settings) {
        this.directory = directory;
        this.settings = settings;
        this.tickets = new TicketReader(settings);
    }

    @Override
    public boolean allowsForm() {
        return settings.fallsBack();
    }

    @Override
    public Optional<Identity> negotiate(byte[] token, Scopes scopes) {
        if (token.length == 0) {
            return Optional.empty();
        }
        return tickets.principal(token)
                .flatMap(principal -> directory.known(principal, settings.username(principal), scopes));
    }

    @Override
    public Optional<String> usernamePrompt() {
        return directory.usernamePrompt();
    }

    @Override
    public Optional<Identity> signIn(String username, String password, Scopes scopes) {
        return directory.signIn(username, password, scopes);
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        return directory.refresh(last, scopes);
    }

    @Override
    public void close() {
        directory.close();
    }
}
