package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.Entry;
import java.util.Set;

/**
 * What servers do differently.
 *
 * @param ownName the attribute of an entry that holds its own name and can be searched for
 * @param walksChains whether a search can follow members of members by itself
 */
record ServerKind(EntryAttribute ownName, boolean walksChains) {

    /** Microsoft's rule {@code LDAP_MATCHING_RULE_IN_CHAIN}, [MS-ADTS] 3.1.1.3.4.4.3. */
    static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

    /** Where the root entry says what the server can do, and what that is for Active Directory; [MS-ADTS] 3.1.1.3.4.3. */
    static final EntryAttribute CAPABILITIES = new EntryAttribute("supportedCapabilities");

    private static final Set<String> ACTIVE_DIRECTORY = Set.of("1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1851");

    private static final ServerKind MICROSOFT = new ServerKind(new EntryAttribute("distinguishedName"), true);

    /** {@code entryDN}: RFC 5020. */
    static final ServerKind OTHER = new ServerKind(new EntryAttribute("entryDN"), false);

    static ServerKind of(Entry root) {
        return CAPABILITIES.values(root).stream().anyMatch(ACTIVE_DIRECTORY::contains) ? MICROSOFT : OTHER;
    }
}
