package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.Test;

public class ValueTextTest {

    @Test
    public void readsUtf8() {
        assertEquals(
                "M\u00fcller \ud83d\ude00",
                ValueText.of("cn", "M\u00fcller \ud83d\ude00".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void showsOtherBytesAsDigits() {
        assertEquals("ff00fe", ValueText.of("cn", bytes("ff00fe")));
    }

    /** The example of [MS-DTYP] 2.3.4: the first three fields are little-endian. */
    @Test
    public void showsObjectGuidsAsMicrosoftDoes() {
        assertEquals(
                "00112233-4455-6677-8899-aabbccddeeff",
                ValueText.of("objectGUID", bytes("33221100554477668899aabbccddeeff")));
    }

    @Test
    public void showsObjectSidsAsMicrosoftDoes() {
        assertEquals(
                "S-1-5-21-1004336348-1177238915-682003330-512",
                ValueText.of("objectsid", bytes("010500000000000515000000dcf4dc3b833d2b46828ba62800020000")));
    }

    @Test
    public void leavesWhatIsNoSidOrGuidAlone() {
        assertEquals("short", ValueText.of("objectGUID", "short".getBytes(StandardCharsets.UTF_8)));
        assertEquals("", ValueText.of("objectSid", new byte[0]));
        assertEquals("01ff", ValueText.of("objectSid", bytes("01ff")));
    }

    private static byte[] bytes(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
