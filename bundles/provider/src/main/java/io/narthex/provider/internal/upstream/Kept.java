package io.narthex.provider.internal.upstream;

import io.narthex.connector.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of one person at one connector.
 *
 * @param connectorId the connector
 * @param round counts the changes of what follows
 * @param data what the connector wants to see again; empty once the upstream has refused it
 * @param seen the person as last seen, without the data
 * @param withGroups whether groups were asked for then
 * @param holder who is looking the person up right now
 */
record Kept(
        String connectorId,
        long round,
        Optional<String> data,
        Identity seen,
        boolean withGroups,
        Optional<Holder> holder) {

    /**
     * Who is looking a person up.
     *
     * @param ticket random
     * @param until when others may take it that the holder is gone
     */
    record Holder(String ticket, Instant until) {}

    static Kept of(String connectorId, Identity seen, boolean withGroups) {
        return new Kept(connectorId, 0, seen.connectorData(), without(seen), withGroups, Optional.empty());
    }

    /** The same person without what only the connector may see. */
    static Identity without(Identity identity) {
        return new Identity(
                identity.userId(),
                identity.username(),
                identity.preferredUsername(),
                identity.email(),
                identity.emailVerified(),
                identity.groups(),
                Optional.empty());
    }

    boolean isFree(Instant now) {
        return holder.filter(other -> other.until().isAfter(now)).isEmpty();
    }

    /** Whether somebody looked the person up since, with all that is wanted, and what they learned still holds. */
    boolean answers(long roundBefore, boolean wantsGroups) {
        return round != roundBefore && data.isPresent() && (withGroups || !wantsGroups);
    }

    /** After a sign-in or a look at the upstream. No new data means that the old ones stay good. */
    Kept seenAs(Identity identity, boolean groups) {
        Optional<String> now = identity.connectorData().or(() -> data);
        return new Kept(connectorId, round + 1, now, without(identity), groups, holder);
    }

    /** With other data, although nobody was seen. */
    Kept withData(Optional<String> newData) {
        return new Kept(connectorId, round, newData, seen, withGroups, holder);
    }

    Kept withoutData() {
        return new Kept(connectorId, round + 1, Optional.empty(), seen, withGroups, holder);
    }

    Kept heldBy(Holder by) {
        return new Kept(connectorId, round, data, seen, withGroups, Optional.of(by));
    }

    Kept releasedBy(String ticket) {
        Optional<Holder> left = holder.filter(other -> !other.ticket().equals(ticket));
        return new Kept(connectorId, round, data, seen, withGroups, left);
    }

    /** Nothing of the data. */
    @Override
    public String toString() {
        return "Kept[connectorId=" + connectorId + ", round=" + round + "]";
    }
}
