package io.narthex.connector.saml.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Changes of a document that leave it one: a fuzzer that changes bytes seldom takes a whole element away, or puts one into
 * another. Three bytes are a change: what, where, and with what.
 */
@NullUnmarked
final class Edits {

    /** How many kinds of changes there are. */
    static final byte KINDS = 8;

    private static final int BYTES = 3;
    private static final int MOST = 10;

    private final Document document;

    private Edits(Document document) {
        this.document = document;
    }

    /** The document after the changes that a script says, as far as they can be made. */
    static String edited(String xml, byte[] script) {
        Edits edits = new Edits(TestSigning.parse(xml));
        for (int at = 0; at + BYTES <= script.length && at < MOST * BYTES; at += BYTES) {
            try {
                edits.edit(script[at] & 0xff, script[at + 1] & 0xff, script[at + 2] & 0xff);
            } catch (DOMException e) {
                // such as an element that would be within itself
            }
        }
        return TestSigning.text(edits.document);
    }

    private void edit(int what, int where, int with) {
        List<Element> elements = elements();
        Element target = elements.get(where % elements.size());
        Element other = elements.get(with % elements.size());
        String word = ResponseFuzzer.WORDS.get(with % ResponseFuzzer.WORDS.size());
        if (target == document.getDocumentElement() && what % KINDS < 3) {
            return;
        }
        switch (what % KINDS) {
            case 0 -> target.getParentNode().removeChild(target);
            case 1 -> target.getParentNode().insertBefore(target.cloneNode(true), target);
            case 2 -> other.appendChild(target);
            case 3 -> attribute(target, with, target::removeAttributeNode);
            case 4 -> attribute(target, where, attribute -> attribute.setValue(word));
            case 5 -> target.setTextContent(word);
            case 6 -> target.appendChild(document.createTextNode(word));
            default -> attribute(
                    other, where, attribute -> target.setAttribute(attribute.getName(), attribute.getValue()));
        }
    }

    private interface Change {
        void of(Attr attribute);
    }

    private static void attribute(Element element, int number, Change change) {
        int count = element.getAttributes().getLength();
        if (count > 0) {
            change.of((Attr) element.getAttributes().item(number % count));
        }
    }

    private List<Element> elements() {
        List<Element> elements = new ArrayList<>(List.of(document.getDocumentElement()));
        NodeList others = document.getDocumentElement().getElementsByTagName("*");
        for (int i = 0; i < others.getLength(); i++) {
            Node other = others.item(i);
            elements.add((Element) other);
        }
        return elements;
    }
}
