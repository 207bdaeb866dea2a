package io.narthex.provider.internal.person;

import io.narthex.connector.Identity;
import java.util.stream.Stream;

/** What people are called on our pages. */
public final class PersonNames {

    private PersonNames() {}

    /** The best name there is. */
    public static String of(Identity identity) {
        return Stream.of(identity.username(), identity.preferredUsername(), identity.email(), identity.userId())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
