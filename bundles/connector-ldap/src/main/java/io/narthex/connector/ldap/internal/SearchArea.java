package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import io.narthex.settings.Settings;
import java.util.Optional;

/**
 * The entries among which is searched.
 *
 * @param base below which they are
 * @param scope how far below
 * @param filter what else holds for them, as the operator wrote it
 */
record SearchArea(DN base, SearchScope scope, Optional<Filter> filter) {

    private enum Depth {
        SUB,
        ONE
    }

    /** Reads {@code baseDN}, {@code scope} and {@code filter} of a section in which there is a base. */
    static SearchArea from(Settings section) {
        DN base = base(section, section.text("baseDN"));
        Depth depth = section.choice("scope", Depth.class, Depth.SUB);
        return new SearchArea(
                base,
                depth == Depth.ONE ? SearchScope.ONE : SearchScope.SUB,
                section.optionalText("filter").map(text -> filter(section, text)));
    }

    private static DN base(Settings section, String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw section.wrong("baseDN", "a distinguished name such as ou=People,dc=example,dc=org", text);
        }
    }

    private static Filter filter(Settings section, String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw section.wrong("filter", "an LDAP filter such as (objectClass=person)", text);
        }
    }

    /** The operator's filter and another one. */
    Filter and(Filter other) {
        return filter.map(own -> Filter.createANDFilter(own, other)).orElse(other);
    }

    /** Whether an entry is where the search looks. What is not was not asked for. */
    boolean holds(Entry entry) {
        try {
            return !entry.getParsedDN().isNullDN() && entry.matchesBaseAndScope(base, scope);
        } catch (LDAPException e) {
            return false;
        }
    }
}
