package io.narthex.provider.internal;

import io.narthex.keys.Sealer;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.authorization.request.PushedRequests;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.consent.Consents;
import io.narthex.provider.internal.device.DeviceRequests;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.logout.LogoutNotices;
import io.narthex.provider.internal.session.SessionEnd;
import io.narthex.provider.internal.session.Sessions;
import io.narthex.storage.RecordStore;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What is kept.
 *
 * @param grants what they let clients have
 * @param consents what they let clients have without being asked again
 * @param sessions the browsers in which they have signed in
 * @param sessionEnd ends these, with all that ends with them
 * @param devices the devices that wait for them
 * @param pushed what clients have pushed
 */
public record Archive(
        Grants grants,
        Consents consents,
        Sessions sessions,
        SessionEnd sessionEnd,
        DeviceRequests devices,
        PushedRequests pushed) {

    /**
     * Everything, in one store.
     *
     * @param sealer seals what connectors keep, and what clients push
     */
    public static Archive of(
            RecordStore store, Sealer sealer, Supplier<ProviderSettings> settings, Clients clients, Clock clock) {
        Grants grants = new Grants(store, sealer, settings, clock);
        Sessions sessions = new Sessions(store, settings, clock);
        return new Archive(
                grants,
                new Consents(store, clock),
                sessions,
                new SessionEnd(settings, clients, sessions, grants, new LogoutNotices(store, clients, clock)),
                new DeviceRequests(store, clock),
                new PushedRequests(store, sealer, clock));
    }
}
