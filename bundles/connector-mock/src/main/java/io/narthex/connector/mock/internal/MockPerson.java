package io.narthex.connector.mock.internal;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import java.util.List;

/** The person whom the mock connectors vouch for; the same as in dex, so that tokens can be compared. */
final class MockPerson {

    private static final Identity PERSON =
            Identity.of("0-385-28089-0").withUsername("Kilgore Trout").withEmail("kilgore@kilgore.trout", true);

    private MockPerson() {}

    static Identity plain() {
        return PERSON;
    }

    static Identity withGroupsAndData() {
        return PERSON.withGroups(List.of("authors")).withConnectorData("foobar");
    }

    /** Looks {@code last} up among the people that there are: one. */
    static Identity refresh(Identity last, Identity now) {
        if (!last.userId().equals(now.userId())) {
            throw SignInRefusedException.notPermitted("userId: expected '" + now.userId() + "', got another one");
        }
        return now;
    }
}
