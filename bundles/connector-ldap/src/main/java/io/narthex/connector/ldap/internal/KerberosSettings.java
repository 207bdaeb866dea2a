package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How people are known by their Kerberos ticket.
 *
 * @param keytab file with the keys of the service
 * @param principal whose keys of the file are used; empty for any
 * @param realm of people; those of others are nobody, even if the service's realm trusts them
 * @param username what of the ticket's principal is looked for in the directory
 * @param fallsBack whether who has no good ticket may type a password
 */
record KerberosSettings(Path keytab, Optional<String> principal, String realm, Username username, boolean fallsBack) {

    /** What of {@code jane@EXAMPLE.COM} people are looked for by. */
    enum Username {
        /** {@code jane}. */
        LOCALPART,
        /** The same, by the name that Active Directory has for it. */
        SAMACCOUNTNAME,
        /** All of it. */
        USERPRINCIPALNAME
    }

    /** Empty unless they are enabled. */
    static Optional<KerberosSettings> from(Settings section) {
        boolean enabled = section.flag("enabled", false);
        Optional<String> keytab = section.optionalText("keytabPath");
        Optional<String> realm = section.optionalText("expectedRealm");
        Optional<String> spn = section.optionalText("spn");
        Optional<String> principal = section.optionalText("keytabPrincipal").or(() -> spn);
        Username username = username(section);
        boolean fallsBack = section.flag("fallbackToPassword", false);
        if (!enabled) {
            return Optional.empty();
        }
        return Optional.of(new KerberosSettings(
                keytab(section, keytab.orElseThrow(() -> section.missing("keytabPath", "the keytab of the service"))),
                principal,
                realm.orElseThrow(() -> section.missing("expectedRealm", "the realm of people, such as EXAMPLE.COM")),
                username,
                fallsBack));
    }

    private static Path keytab(Settings section, String text) {
        try {
            Path file = Path.of(text);
            if (Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // answered below
        }
        throw section.wrong("keytabPath", "a file that can be read", text);
    }

    private static Username username(Settings section) {
        return section.optionalText("usernameFromPrincipal")
                .map(text -> Arrays.stream(Username.values())
                        .filter(known -> known.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> section.wrong(
                                "usernameFromPrincipal", "one of localpart, sAMAccountName, userPrincipalName", text)))
                .orElse(Username.LOCALPART);
    }

    /**
     * The name to look for in the directory; empty if the principal is of another realm, or no person's.
     *
     * @param ticketPrincipal as the ticket has it, {@code jane@EXAMPLE.COM}
     */
    Optional<String> username(String ticketPrincipal) {
        int at = ticketPrincipal.lastIndexOf('@');
        String name = at < 0 ? "" : ticketPrincipal.substring(0, at);
        String itsRealm = ticketPrincipal.substring(at + 1);
        // an instance (host/server), an escaped character, or a name of an enterprise within a realm: not a person's
        // own
        boolean isPlain = !name.isEmpty() && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == '@');
        if (!isPlain || !itsRealm.equalsIgnoreCase(realm)) {
            return Optional.empty();
        }
        return Optional.of(username == Username.USERPRINCIPALNAME ? ticketPrincipal : name);
    }
}
