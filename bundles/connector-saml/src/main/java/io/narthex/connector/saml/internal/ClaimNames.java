package io.narthex.connector.saml.internal;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.saml.internal.message.Subject;
import io.narthex.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which attributes become what.
 *
 * @param username the name to show
 * @param email the mail address
 * @param emailVerified whether the provider vouches for the address
 * @param preferredUsername the short name
 * @param groups the groups
 * @param groupsDelimiter what separates groups in one value; empty if each has a value of its own
 * @param allowedGroups who is in none of them does not get in; empty to let everybody in
 * @param filterGroups whether all other groups are dropped
 */
record ClaimNames(
        String username,
        String email,
        boolean emailVerified,
        Optional<String> preferredUsername,
        Optional<String> groups,
        Optional<String> groupsDelimiter,
        List<String> allowedGroups,
        boolean filterGroups) {

    private static final int MOST_GROUPS = 10_000;

    ClaimNames {
        allowedGroups = List.copyOf(allowedGroups);
    }

    static ClaimNames from(Settings settings) {
        ClaimNames names = new ClaimNames(
                settings.text("usernameAttr"),
                settings.text("emailAttr"),
                settings.flag("emailVerified", true),
                settings.optionalText("preferredUsernameAttr"),
                settings.optionalText("groupsAttr"),
                settings.optionalText("groupsDelim"),
                settings.list("allowedGroups"),
                settings.flag("filterGroups", false));
        if (names.groups.isEmpty() && !names.allowedGroups.isEmpty()) {
            throw settings.missing("groupsAttr", "the attribute that holds the groups, since there are allowedGroups");
        }
        return names;
    }

    /** The person whom a verified assertion is about. */
    Identity identity(Subject subject) {
        List<String> all = groups.map(subject::all).orElse(List.of()).stream()
                .flatMap(value -> groupsDelimiter
                        .map(delimiter -> Arrays.stream(value.split(Pattern.quote(delimiter), -1)))
                        .orElseGet(() -> Arrays.stream(new String[] {value})))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
        if (all.size() > MOST_GROUPS) {
            throw SignInRefusedException.invalidAnswer("Attribute: expected at most " + MOST_GROUPS
                    + " groups of one person in '" + groups.orElse("") + "', got " + all.size());
        }
        requireAllowed(all);
        return Identity.of(subject.nameId())
                .withUsername(subject.require(username))
                .withPreferredUsername(preferredUsername
                        .flatMap(name -> subject.all(name).stream().findFirst())
                        .orElse(""))
                .withEmail(subject.require(email), emailVerified)
                .withGroups(
                        filterGroups && !allowedGroups.isEmpty()
                                ? all.stream().filter(allowedGroups::contains).toList()
                                : all);
    }

    /** Refuses who is in none of the allowed groups. */
    void requireAllowed(List<String> groups) {
        if (!allowedGroups.isEmpty() && groups.stream().noneMatch(allowedGroups::contains)) {
            throw SignInRefusedException.notPermitted("allowedGroups: the person is in none of them");
        }
    }
}
