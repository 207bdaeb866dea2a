package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.HostileCase.HOW;
import static io.narthex.connector.saml.internal.HostileCase.signed;
import static io.narthex.connector.saml.internal.HostileCase.tampered;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** XML that is more than elements, attributes and text, or too much of it. */
final class HostileXml {

    private static final Careless FIRST = Careless.FIRST_SIGNATURE_FIRST_ASSERTION;
    private static final Careless PIECE = Careless.FIRST_PIECE_OF_TEXT;

    private HostileXml() {}

    static List<HostileCase> all() {
        return List.of(
                tampered("a comment in the name", x -> x.replace(">jane<", ">j<!-- -->ane<"), "markup:")
                        .takenBy(PIECE, "j"),
                signed("a processing instruction in the name", x -> x.replace(">jane<", ">j<?x ?>ane<"), "markup:"),
                tampered("a CDATA section in the name", x -> x.replace(">jane<", "><![CDATA[jane]]><"), "markup:"),
                tampered("a document type", x -> "<!DOCTYPE x>" + x, "markup:"),
                tampered(
                        "an entity in the name",
                        x -> "<!DOCTYPE x [<!ENTITY e \"jane\">]>" + x.replace(">jane<", ">&e;<"),
                        "markup:"),
                tampered(
                        "an external entity",
                        x -> "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + HostileXml.class.getResource("HostileXml.class")
                                + "/../jane.txt\">]>" + x,
                        "markup:"),
                tampered(
                        "entities in entities",
                        x -> "<!DOCTYPE x [<!ENTITY a \"jane\"><!ENTITY b \"&a;\"><!ENTITY c \"&b;\">]>"
                                + x.replace(">jane<", ">&c;<"),
                        "markup:"),
                tampered("a comment before the root", x -> "<!-- -->" + x, "markup:"),
                tampered("a style sheet", x -> "<?xml-stylesheet href=\"x\"?>" + x, "markup:"),
                tampered("XML 1.1", x -> "<?xml version=\"1.1\"?>" + x, "XML declaration:"),
                tampered(
                        "another encoding",
                        x -> "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + x,
                        "XML declaration:"),
                new HostileCase("UTF-16", List.of(), utf16(), "encoding: expected UTF-8", FIRST, "jane"),
                signed("too large", x -> x.replace(">staff<", ">" + "x".repeat(270_000) + "<"), "size: more than"),
                signed(
                        "too deep",
                        x -> x.replace(">staff<", ">" + "<a>".repeat(400) + "</a>".repeat(400) + "<"),
                        "depth: more than"),
                signed(
                        "too many elements",
                        x -> x.replace(">staff<", ">" + "<a/>".repeat(2_500) + "<"),
                        "elements: more than"),
                signed(
                        "too many attributes",
                        x -> x.replace("<samlp:Status>", "<samlp:Status " + attributes(70) + ">"),
                        "attributes: more than"),
                signed(
                        "XInclude",
                        x -> x.replace(
                                "<saml:AuthnStatement ",
                                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///none\"><xi:fallback/></xi:include><saml:AuthnStatement "),
                        "unexpected element in Assertion"),
                signed(
                                "an assertion of another namespace",
                                x -> x.replace(
                                        "<samlp:Status>",
                                        "<x:Assertion xmlns:x=\"urn:x\"><x:NameID>mallory</x:NameID></x:Assertion><samlp:Status>"),
                                "unexpected element in Response")
                        .takenBy(FIRST, "mallory"),
                HostileCase.of("an id twice", twice(), "ID: comes twice", FIRST, "jane"));
    }

    private static String utf16() {
        String xml = TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", HOW);
        return Base64.getEncoder()
                .encodeToString(
                        ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + xml).getBytes(StandardCharsets.UTF_16));
    }

    private static String twice() {
        String xml = TestMessages.response(TestMessages.draft().assertionId("_r2"))
                .replace("<saml:Conditions ", "<saml:Conditions ID=\"_r2\" ");
        return TestSigning.sign(xml, "_r1", HOW);
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        return text.toString();
    }
}
