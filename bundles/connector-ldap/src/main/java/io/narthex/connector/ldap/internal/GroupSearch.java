package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How groups are found.
 *
 * @param area where they are
 * @param matchers ways to find those of a person; all of them are tried
 * @param name what applications know them by
 */
record GroupSearch(SearchArea area, List<Matcher> matchers, EntryAttribute name) {

    private static final String PAIR = "an attribute, here or as userMatchers.0.";

    /** Copies the matchers. */
    GroupSearch {
        matchers = List.copyOf(matchers);
    }

    /**
     * One way to find the groups of a person: those whose attribute has a value that the person has too.
     *
     * @param user attribute of the person
     * @param group attribute of the group; {@code DN} where the person lists the names of groups
     * @param parent attribute in which a group lists the groups that are its members; empty if there are no such
     */
    record Matcher(EntryAttribute user, EntryAttribute group, Optional<EntryAttribute> parent) {

        private static Matcher from(Settings section) {
            Optional<EntryAttribute> parent = EntryAttribute.optional(section, "recursionGroupAttr");
            if (parent.filter(EntryAttribute::isDn).isPresent()) {
                throw section.wrong("recursionGroupAttr", "an attribute of the group, such as member", "DN");
            }
            return new Matcher(
                    EntryAttribute.required(section, "userAttr"),
                    EntryAttribute.required(section, "groupAttr"),
                    parent);
        }
    }

    /** Empty if there is no {@code baseDN}: groups are not looked up then. */
    static Optional<GroupSearch> from(Settings section) {
        boolean hasBase = section.optionalText("baseDN").isPresent();
        List<Matcher> matchers = matchers(section, hasBase);
        if (!hasBase) {
            section.optionalText("filter");
            section.optionalText("scope");
            section.optionalText("nameAttr");
            return Optional.empty();
        }
        return Optional.of(
                new GroupSearch(SearchArea.from(section), matchers, EntryAttribute.required(section, "nameAttr")));
    }

    /** Either numbered ones, or a single one in the form that dex calls deprecated and that most installations have. */
    private static List<Matcher> matchers(Settings section, boolean needed) {
        List<Matcher> numbered = new ArrayList<>();
        section.sections("userMatchers").forEach(matcher -> numbered.add(Matcher.from(matcher)));
        List<String> keys = List.of("userAttr", "groupAttr", "recursionGroupAttr");
        keys.forEach(section.section("userMatchers.0")::optionalText); // so that they count as known
        boolean single = keys.stream()
                        .filter(key -> section.optionalText(key).isPresent())
                        .count()
                > 0;
        if (single && !numbered.isEmpty()) {
            throw section.wrong("userAttr", "none where there are userMatchers", section.text("userAttr", ""));
        }
        if (single) {
            return List.of(Matcher.from(section));
        }
        if (needed && numbered.isEmpty()) {
            throw section.missing("userAttr", PAIR + "userAttr");
        }
        return numbered;
    }

    /** What is read of a person so that their groups can be found. */
    Stream<EntryAttribute> userAttributes() {
        return matchers.stream().map(Matcher::user);
    }
}
