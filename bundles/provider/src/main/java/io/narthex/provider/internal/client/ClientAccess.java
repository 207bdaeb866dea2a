package io.narthex.provider.internal.client;

import io.narthex.connector.UsedOnce;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.key.ClientKeys;
import io.narthex.provider.internal.client.key.ClientSignatures;
import io.narthex.provider.internal.client.key.SignedAssertions;
import io.narthex.provider.internal.fetch.ClientDocuments;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What endpoints that clients call work with.
 *
 * @param clients finds clients
 * @param authentication finds out which one calls
 * @param signatures says what a client has signed
 * @param documents fetches what clients have at their addresses
 */
public record ClientAccess(
        Clients clients, ClientAuthentication authentication, ClientSignatures signatures, ClientDocuments documents) {

    /**
     * Puts it together.
     *
     * @param used remembers what clients may use once
     */
    public static ClientAccess of(
            Supplier<ProviderSettings> settings,
            Clients clients,
            ClientDocuments documents,
            UsedOnce used,
            Clock clock) {
        ClientSignatures signatures = new ClientSignatures(new ClientKeys(documents, clock));
        ClientAssertions assertions = new SignedAssertions(settings, clients, signatures, used, clock);
        return new ClientAccess(clients, new ClientAuthentication(clients, assertions), signatures, documents);
    }
}
