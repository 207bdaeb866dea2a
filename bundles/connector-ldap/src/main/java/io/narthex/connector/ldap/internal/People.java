package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds people. */
final class People {

    /** Enough to see that it is not one. */
    private static final int TWO = 2;

    private final Directory directory;
    private final UserSearch search;
    private final String[] attributes;
    private final String[] attributesWithState;

    People(Directory directory, UserSearch search, Optional<GroupSearch> groups) {
        this.directory = directory;
        this.search = search;
        List<EntryAttribute> read = Stream.concat(
                        search.attributes(), groups.stream().flatMap(GroupSearch::userAttributes))
                .toList();
        this.attributes = EntryAttribute.requested(read.stream());
        this.attributesWithState = EntryAttribute.requested(Stream.concat(read.stream(), AccountState.attributes()));
    }

    /**
     * The person who types this name.
     *
     * @throws SignInRefusedException if there is more than one
     */
    Optional<Entry> byUsername(String typed) {
        return only(search.area().and(typed(typed)), attributes);
    }

    /** As {@link #byUsername}, with what {@link AccountState} reads. */
    Optional<Entry> byUsernameWithState(String typed) {
        return only(search.area().and(typed(typed)), attributesWithState);
    }

    private Optional<Entry> only(Filter filter, String[] wanted) {
        Directory.Found found = directory.few(search.area(), filter, wanted, TWO);
        if (found.entries().size() > 1 || found.isCut()) {
            throw SignInRefusedException.notPermitted(
                    "userSearch: expected one entry for a user name, got more, below '"
                            + search.area().base() + "'");
        }
        found.entries().forEach(this::refuseStranger);
        return found.entries().stream().findFirst();
    }

    /** The entry of this name, if it is still among the people, with what {@link AccountState} reads. */
    Optional<Entry> byName(String name) {
        DN parsed;
        try {
            parsed = new DN(name);
        } catch (LDAPException e) {
            return Optional.empty();
        }
        Filter anybody = Filter.createPresenceFilter("objectClass");
        return directory
                .read(parsed, search.area().and(anybody), attributesWithState)
                .filter(search.area()::holds);
    }

    /** A server that sends what is not below the base would have us check the password of something else, or of nobody. */
    private void refuseStranger(Entry entry) {
        if (!search.area().holds(entry)) {
            throw new UpstreamUnavailableException("userSearch: expected an entry below '"
                    + search.area().base() + "', got '" + LogText.of(entry.getDN()) + "'");
        }
    }

    /** What was typed is a value and never becomes part of the filter's own text. RFC 4515, section 3. */
    private Filter typed(String username) {
        List<Filter> filters = search.usernames().stream()
                .map(attribute -> Filter.createEqualityFilter(attribute.name(), username))
                .toList();
        return filters.size() == 1 ? filters.get(0) : Filter.createORFilter(filters);
    }
}
