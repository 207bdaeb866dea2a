package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.Entry;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a person's entry into their identity, without groups. */
final class LdapClaims {

    private final UserSearch search;

    LdapClaims(UserSearch search) {
        this.search = search;
    }

    /**
     * The identity.
     *
     * @throws SignInRefusedException if the entry has not all that the settings name
     */
    Identity identity(Entry entry) {
        List<EntryAttribute> missing = missing(entry);
        if (!missing.isEmpty()) {
            throw SignInRefusedException.notPermitted("user '" + LogText.of(entry.getDN()) + "': no value of "
                    + missing.stream().map(EntryAttribute::name).collect(Collectors.joining(", ")));
        }
        return Identity.of(search.id().first(entry).orElseThrow())
                .withUsername(text(search.name(), entry))
                .withPreferredUsername(text(search.preferredUsername(), entry))
                .withEmail(email(entry), search.email().verified());
    }

    private List<EntryAttribute> missing(Entry entry) {
        List<EntryAttribute> needed = new ArrayList<>(List.of(search.id()));
        search.name().ifPresent(needed::add);
        search.preferredUsername().ifPresent(needed::add);
        if (search.email().suffix().isEmpty()) {
            needed.add(search.email().attribute());
        }
        return needed.stream()
                .filter(attribute -> attribute.first(entry).isEmpty())
                .toList();
    }

    /** With a suffix, as in dex: the name and the suffix; without a name to show, what people type in its place. */
    private String email(Entry entry) {
        return search.email()
                .suffix()
                .map(suffix -> Stream.concat(search.name().stream(), search.usernames().stream())
                        .flatMap(attribute -> attribute.first(entry).stream())
                        .findFirst()
                        .map(name -> name + "@" + suffix)
                        .orElse(""))
                .orElseGet(() -> search.email().attribute().first(entry).orElse(""));
    }

    private static String text(Optional<EntryAttribute> attribute, Entry entry) {
        return attribute.flatMap(known -> known.first(entry)).orElse("");
    }
}
