package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How people are found, and what is read of them.
 *
 * @param area where they are
 * @param usernames attributes of which one must equal what was typed
 * @param id what tells them apart for ever
 * @param name the name to show
 * @param preferredUsername a short name
 * @param email how they are reached
 */
record UserSearch(
        SearchArea area,
        List<EntryAttribute> usernames,
        EntryAttribute id,
        Optional<EntryAttribute> name,
        Optional<EntryAttribute> preferredUsername,
        Email email) {

    /**
     * Where the mail address comes from.
     *
     * @param attribute that holds it
     * @param suffix makes it from the name instead: {@code example.com}
     * @param verified whether applications may trust that it is the person's
     */
    record Email(EntryAttribute attribute, Optional<String> suffix, boolean verified) {}

    static UserSearch from(Settings section) {
        SearchArea area = SearchArea.from(section);
        List<EntryAttribute> usernames = section.list("username").stream()
                .map(name -> EntryAttribute.checked(section, "username", name))
                .toList();
        if (usernames.isEmpty()) {
            throw section.missing("username", "the attribute that people type, such as uid");
        }
        if (usernames.stream().anyMatch(EntryAttribute::isDn)) {
            throw section.wrong("username", "an attribute of the entry", "DN");
        }
        return new UserSearch(
                area,
                usernames,
                EntryAttribute.orElse(section, "idAttr", "uid"),
                EntryAttribute.optional(section, "nameAttr"),
                EntryAttribute.optional(section, "preferredUsernameAttr"),
                new Email(
                        EntryAttribute.orElse(section, "emailAttr", "mail"),
                        section.optionalText("emailSuffix").map(suffix -> suffix(section, suffix)),
                        section.flag("emailVerified", true)));
    }

    private static String suffix(Settings section, String suffix) {
        String domain = suffix.startsWith("@") ? suffix.substring(1) : suffix;
        if (domain.isEmpty() || domain.contains("@") || domain.contains(" ")) {
            throw section.wrong("emailSuffix", "a mail domain such as example.com", suffix);
        }
        return domain;
    }

    /** What is read of a person. */
    Stream<EntryAttribute> attributes() {
        return Stream.of(
                        usernames.stream(), Stream.of(id, email.attribute()), name.stream(), preferredUsername.stream())
                .flatMap(attributes -> attributes);
    }
}
