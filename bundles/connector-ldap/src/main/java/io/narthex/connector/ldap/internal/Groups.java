package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.narthex.connector.UpstreamUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the groups that a person is in, themselves or through other groups. Takes a search for each level of nesting, or
 * for every hundred groups of it; or a single one where the server can follow members of members itself. Groups that
 * contain each other end nothing and repeat nothing.
 */
final class Groups {

    private static final Logger log = LoggerFactory.getLogger(Groups.class);

    /** How many values are asked for at once. Servers refuse filters that are too large. */
    private static final int BATCH = 100;

    /** No token could carry more of them. */
    private static final int MOST_GROUPS = 10_000;

    private final Directory directory;
    private final GroupSearch search;
    private final String[] attributes;

    Groups(Directory directory, GroupSearch search) {
        this.directory = directory;
        this.search = search;
        this.attributes = EntryAttribute.requested(Stream.of(search.name()));
    }

    /** Names of the groups of a person, each once, in the order in which they are found. */
    List<String> of(Entry user) {
        Map<String, Entry> found = new LinkedHashMap<>();
        for (GroupSearch.Matcher matcher : search.matchers()) {
            // not shared between matchers: one may follow parents where another has not
            Map<String, Entry> ofMatcher = new LinkedHashMap<>();
            direct(user, matcher, ofMatcher);
            ofMatcher.forEach(found::putIfAbsent);
        }
        return found.values().stream().flatMap(group -> name(group)).distinct().toList();
    }

    private void direct(Entry user, GroupSearch.Matcher matcher, Map<String, Entry> found) {
        List<String> values = matcher.user().values(user);
        if (values.isEmpty()) {
            return;
        }
        boolean followsParents = matcher.parent().isPresent();
        EntryAttribute attribute = matcher.group().isDn() ? directory.kind().ownName() : matcher.group();
        boolean inOneGo = followsParents
                && directory.kind().walksChains()
                && matcher.parent().equals(java.util.Optional.of(matcher.group()))
                && values.stream().allMatch(DN::isValidDN);
        if (inOneGo) {
            collect(values, value -> inChain(attribute, value), found);
            return;
        }
        List<Entry> level = collect(values, value -> equality(attribute, value), found);
        matcher.parent().ifPresent(parent -> parents(level, parent, found));
    }

    private void parents(List<Entry> first, EntryAttribute attribute, Map<String, Entry> found) {
        boolean inOneGo = directory.kind().walksChains();
        Function<String, Filter> filter = value -> inOneGo ? inChain(attribute, value) : equality(attribute, value);
        List<Entry> level = first;
        while (!level.isEmpty()) {
            List<Entry> above = collect(level.stream().map(Entry::getDN).toList(), filter, found);
            level = inOneGo ? List.of() : above;
        }
    }

    /** Asks for the groups of all values. @return those that had not been found yet; they are found now */
    private List<Entry> collect(Collection<String> values, Function<String, Filter> filter, Map<String, Entry> found) {
        List<Filter> filters = values.stream().map(filter).toList();
        List<Entry> fresh = new ArrayList<>();
        for (int from = 0; from < filters.size(); from += BATCH) {
            List<Filter> batch = filters.subList(from, Math.min(from + BATCH, filters.size()));
            for (Entry group : any(batch)) {
                if (found.putIfAbsent(key(group), group) == null) {
                    fresh.add(group);
                }
            }
            if (found.size() > MOST_GROUPS) {
                throw new UpstreamUnavailableException(
                        "groupSearch: expected at most " + MOST_GROUPS + " groups of one person, got more");
            }
        }
        return fresh;
    }

    /** Smaller questions where the server does not want to answer all of it: a group that is left out would go unnoticed. */
    private List<Entry> any(List<Filter> filters) {
        Filter wanted = filters.size() == 1 ? filters.get(0) : Filter.createORFilter(filters);
        Directory.Found answer = directory.all(search.area(), search.area().and(wanted), attributes, MOST_GROUPS);
        if (!answer.isCut()) {
            return answer.entries();
        }
        if (filters.size() == 1) {
            throw new UpstreamUnavailableException("groupSearch: the server's limit is too low for the groups below '"
                    + search.area().base() + "'");
        }
        int half = filters.size() / 2;
        List<Entry> both = new ArrayList<>(any(filters.subList(0, half)));
        both.addAll(any(filters.subList(half, filters.size())));
        return both;
    }

    private static Filter equality(EntryAttribute attribute, String value) {
        return Filter.createEqualityFilter(attribute.name(), value);
    }

    private static Filter inChain(EntryAttribute attribute, String value) {
        return Filter.createExtensibleMatchFilter(attribute.name(), ServerKind.IN_CHAIN, false, value);
    }

    private Stream<String> name(Entry group) {
        if (search.name().first(group).isEmpty()) {
            log.warn(
                    "group '{}': left out, it has no {}",
                    LogText.of(group.getDN()),
                    search.name().name());
        }
        return search.name().first(group).stream();
    }

    private static String key(Entry group) {
        try {
            return group.getParsedDN().toNormalizedString();
        } catch (LDAPException e) {
            return group.getDN();
        }
    }
}
