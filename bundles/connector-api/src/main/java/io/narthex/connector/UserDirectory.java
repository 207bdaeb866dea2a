package io.narthex.connector;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The people kept in our own password database. A service of the provider, for the connector that signs them in. */
@ProviderType
public interface UserDirectory {

    /**
     * Finds a person by mail address, whatever its case.
     *
     * @throws UpstreamUnavailableException if the database could not be asked
     */
    Optional<User> findByEmail(String email);

    /**
     * One person of the password database.
     *
     * @param email the address they sign in with, as the operator wrote it
     * @param passwordHash a bcrypt hash, {@code $2a$10$...}
     * @param userId lasting id, never reused
     * @param username short name
     * @param name full name; empty to use the short one
     * @param emailVerified whether the operator vouches for the address
     * @param groups names of groups
     */
    record User(
            String email,
            String passwordHash,
            String userId,
            String username,
            Optional<String> name,
            boolean emailVerified,
            List<String> groups) {

        /** Copies the groups. */
        public User {
            groups = List.copyOf(groups);
        }

        /** Without the hash. */
        @Override
        public String toString() {
            return "User[userId=" + userId + "]";
        }
    }
}
