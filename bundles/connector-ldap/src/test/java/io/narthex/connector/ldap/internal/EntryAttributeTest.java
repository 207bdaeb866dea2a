package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.unboundid.ldap.sdk.Entry;
import io.narthex.connector.UpstreamUnavailableException;
import java.util.List;
import org.junit.Test;

public class EntryAttributeTest {

    private static final EntryAttribute MEMBER_OF = new EntryAttribute("memberOf");

    @Test
    public void readsAllValuesButEmptyOnes() {
        Entry entry = new Entry("uid=jane");
        entry.addAttribute("memberOf", "cn=a", "", "cn=b");
        assertEquals(List.of("cn=a", "cn=b"), MEMBER_OF.values(entry));
        assertEquals(List.of(), new EntryAttribute("member").values(entry));
    }

    /** As Active Directory does where there are more than 1,500. */
    @Test
    public void doesNotTakeAPartOfTheValuesForNone() {
        Entry entry = new Entry("uid=jane");
        entry.addAttribute("memberOf;range=0-1499", "cn=a", "cn=b");
        String message = String.valueOf(assertThrows(UpstreamUnavailableException.class, () -> MEMBER_OF.values(entry))
                .getMessage());
        assertTrue(
                message, message.startsWith("the server's limit is too low for all values of memberOf of 'uid=jane'"));
    }
}
