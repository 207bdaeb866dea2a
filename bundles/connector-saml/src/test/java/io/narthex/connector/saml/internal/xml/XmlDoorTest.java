package io.narthex.connector.saml.internal.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.Test;
import org.w3c.dom.Element;

public class XmlDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Test
    public void letsPlainDocumentsIn() {
        String text =
                "\ufeff<?xml version='1.0' encoding='utf-8' standalone=\"yes\" ?>\n<a b='&lt;\"&#x41;' c=\">\">&amp;&#65;<d/></a>\n";
        assertEquals("&A", parse(text).getTextContent());
        assertEquals("<\"A", parse(text).getAttribute("b"));
    }

    @Test
    public void dropsCommentsWhereTheyMayBe() {
        byte[] bytes = "<!-- < & > --><a>b<!-- x -->c</a>".getBytes(UTF_8);
        assertEquals("bc", Dom.text(XmlDoor.parse(bytes, XmlLimits.METADATA)));
        assertThrows(UnacceptableException.class, () -> XmlDoor.parse(bytes, XmlLimits.MESSAGE));
    }

    @Test
    public void refusesWhatIsNoPlainDocument() {
        Map<String, String> refused = Map.ofEntries(
                Map.entry("", "XML: not well-formed"),
                Map.entry("x", "XML: not well-formed"),
                Map.entry("<a>", "XML: not well-formed"),
                Map.entry("<a></b>", "XML: not well-formed"),
                Map.entry("<a/><b/>", "XML: not well-formed"),
                Map.entry("<a b='1' b='2'/>", "XML: not well-formed"),
                Map.entry("<x:a/>", "XML: not well-formed"),
                Map.entry("<a>\u0001</a>", "XML: not well-formed"),
                Map.entry("<a>&#0;</a>", "XML: not well-formed"),
                Map.entry("<a", "markup: a tag without an end"),
                Map.entry("<a b='", "markup: a tag without an end"),
                Map.entry("</", "markup: a tag without an end"),
                Map.entry("<a <b/>", "markup: '<' within a tag"),
                Map.entry("<a>&e;</a>", "entity: expected references to characters only"),
                Map.entry("<a>&</a>", "entity: expected references to characters only"),
                Map.entry("<a b='&e;'/>", "entity: expected references to characters only"),
                Map.entry("<a ID='1'><b Id='1'/></a>", "ID: comes twice"),
                Map.entry("<a ID='1' id='2'/>", "ID: comes twice"));
        refused.forEach((text, message) -> assertEquals(
                text,
                message,
                assertThrows(text, UnacceptableException.class, () -> parse(text))
                        .getMessage()));
    }

    @Test
    public void refusesInvalidUtf8() {
        byte[] overlong = {'<', 'a', '>', (byte) 0xc0, (byte) 0xbc, '<', '/', 'a', '>'};
        assertThrows(UnacceptableException.class, () -> XmlDoor.parse(overlong, XmlLimits.MESSAGE));
    }

    @Test
    public void refusesWhatIsTooMuchBeforeItIsParsed() {
        String[] much = {
            "x".repeat(300_000),
            "<a>".repeat(80_000),
            "<a/>".repeat(60_000),
            "<a " + "b=''".repeat(60_000),
            "<a b='" + "&amp;".repeat(50_000),
            "&amp;".repeat(50_000),
            "<".repeat(250_000),
            "&".repeat(250_000)
        };
        for (String text : much) {
            long begin = System.nanoTime();
            assertThrows(UnacceptableException.class, () -> parse(text));
            assertTrue("took too long", System.nanoTime() - begin < PATIENCE.toNanos());
        }
    }

    private static Element parse(String text) {
        return XmlDoor.parse(text.getBytes(UTF_8), XmlLimits.MESSAGE);
    }
}
