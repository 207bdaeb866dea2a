package io.narthex.connector;

import java.util.List;
import java.util.Optional;

/**
 * A person as an upstream knows them.
 *
 * @param userId the upstream's own lasting id; never empty, never reused for another person
 * @param username the name to show; may be empty
 * @param preferredUsername a short name such as a login; may be empty
 * @param email the mail address; may be empty
 * @param emailVerified whether the upstream says that the address belongs to the person
 * @param groups names of groups, in the upstream's order
 * @param connectorData what {@link RefreshesIdentity#refresh} needs to see again, such as an upstream's refresh token;
 *     kept in storage, never shown
 */
public record Identity(
        String userId,
        String username,
        String preferredUsername,
        String email,
        boolean emailVerified,
        List<String> groups,
        Optional<String> connectorData) {

    /**
     * Copies the groups.
     *
     * @throws IllegalArgumentException if the user id is empty
     */
    public Identity {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("userId: expected the upstream's id of the person, got ''");
        }
        groups = List.copyOf(groups);
    }

    /** An identity of which only the id is known yet. */
    public static Identity of(String userId) {
        return new Identity(userId, "", "", "", false, List.of(), Optional.empty());
    }

    /** The same person with another display name. */
    public Identity withUsername(String name) {
        return new Identity(userId, name, preferredUsername, email, emailVerified, groups, connectorData);
    }

    /** The same person with another short name. */
    public Identity withPreferredUsername(String name) {
        return new Identity(userId, username, name, email, emailVerified, groups, connectorData);
    }

    /** The same person with another mail address. */
    public Identity withEmail(String address, boolean verified) {
        return new Identity(userId, username, preferredUsername, address, verified, groups, connectorData);
    }

    /** The same person in other groups. */
    public Identity withGroups(List<String> names) {
        return new Identity(userId, username, preferredUsername, email, emailVerified, names, connectorData);
    }

    /** The same person with other data for the connector. */
    public Identity withConnectorData(String data) {
        return new Identity(userId, username, preferredUsername, email, emailVerified, groups, Optional.of(data));
    }

    /** Only the id: the rest is personal, or secret. */
    @Override
    public String toString() {
        return "Identity[userId=" + userId + "]";
    }
}
