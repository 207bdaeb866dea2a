package io.narthex.provider;

import org.osgi.annotation.versioning.ProviderType;

/** The provider, once it has a store and keys. A service; it goes and comes back when one of these is exchanged. */
@ProviderType
public interface Provider {

    /** From an authorization request to its answer. */
    SignIn signIn();

    /** What clients do on the back channel. */
    Tokens tokens();

    /** What people see and end of their own. */
    Account account();

    /** What clients on devices without a browser do. */
    Devices devices();

    /** Signs people out. */
    Logout logout();

    /** Clients that register themselves. */
    Registration registration();

    /** The connectors. */
    ConnectorRegistry connectors();

    /** How the provider fares. */
    Health health();
}
