package io.narthex.connector.ldap.internal;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import io.narthex.settings.Settings;
import java.util.Map;
import java.util.Optional;

/** What Jazzer calls, again and again: whatever is typed must stay one value in a filter, and in a name. */
public final class FilterFuzzer {

    private static final SearchArea AREA = SearchArea.from(
            Settings.of(Map.of("baseDN", "ou=People,dc=example,dc=org", "filter", "(objectClass=person)")));

    private FilterFuzzer() {}

    /** The entry point that Jazzer looks for. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] raw = data.consumeBytes(16);
        ValueText.of("objectGUID", raw);
        ValueText.of("objectSid", raw);
        LogText.of(ValueText.of("cn", raw));
        String text = data.consumeRemainingAsString();
        Remembered.parse(text);
        AREA.holds(new Entry(text));
        if (Typed.isName(text)) {
            check(text);
        }
    }

    /** Throws unless a name that could be typed survives both ways. */
    static void check(String typed) {
        try {
            Filter filter = AREA.and(Filter.createEqualityFilter("uid", typed));
            Filter read = Filter.create(filter.toString());
            require(read.getFilterType() == Filter.FILTER_TYPE_AND && read.getComponents().length == 2, typed);
            require(read.getComponents()[0].equals(Filter.create("(objectClass=person)")), typed);
            require(read.getComponents()[1].getFilterType() == Filter.FILTER_TYPE_EQUALITY, typed);
            require(typed.equals(read.getComponents()[1].getAssertionValue()), typed);
            DN name = new DN(new RDN("uid", typed), AREA.base());
            DN again = new DN(name.toString());
            require(again.equals(name) && again.isDescendantOf(AREA.base(), false), typed);
            require(again.getParent().equals(AREA.base()), typed);
            require(typed.equals(again.getRDN().getAttributeValues()[0]), typed);
            require(
                    Remembered.parse(new Remembered(name.toString()).toText())
                            .equals(Optional.of(new Remembered(name.toString()))),
                    typed);
        } catch (LDAPException e) {
            throw new AssertionError(typed, e);
        }
    }

    private static void require(boolean holds, String typed) {
        if (!holds) {
            throw new AssertionError("does not survive: '" + typed + "'");
        }
    }
}
