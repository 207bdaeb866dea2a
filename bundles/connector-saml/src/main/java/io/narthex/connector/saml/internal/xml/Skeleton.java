package io.narthex.connector.saml.internal.xml;

import java.util.regex.Pattern;

/**
 * Looks through a text before any parser does, once from left to right: counts elements and their depth, and lets nothing
 * pass but elements, attributes, text and references to characters.
 */
final class Skeleton {

    private static final Pattern DECLARATION = Pattern.compile(
            "<\\?xml\\s+version=([\"'])1\\.0\\1(\\s+encoding=([\"'])(?i:utf-8)\\3)?(\\s+standalone=([\"'])(yes|no)\\5)?\\s*\\?>");
    private static final Pattern REFERENCE = Pattern.compile("&(?:lt|gt|amp|quot|apos|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");
    private static final int LONGEST_DECLARATION = 100;
    private static final int LONGEST_REFERENCE = 10;

    private final String text;
    private final XmlLimits limits;
    private int at;
    private int depth;
    private int elements;

    private Skeleton(String text, XmlLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /** Refuses a text that no parser shall see. */
    static void check(String text, XmlLimits limits) {
        new Skeleton(text, limits).run();
    }

    private void run() {
        if (text.startsWith("<?xml") && text.length() > 5 && Character.isWhitespace(text.charAt(5))) {
            skipDeclaration();
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<') {
                tag();
            } else if (c == '&') {
                reference();
            } else {
                at++;
            }
        }
    }

    private void skipDeclaration() {
        int end = text.indexOf("?>");
        if (end < 0
                || end > LONGEST_DECLARATION
                || !DECLARATION.matcher(text.substring(0, end + 2)).matches()) {
            throw new UnacceptableException("XML declaration: expected version 1.0 and UTF-8");
        }
        at = end + 2;
    }

    private void tag() {
        if (text.startsWith("<!--", at) && limits.comments()) {
            int end = text.indexOf("-->", at + 4);
            if (end < 0) {
                throw new UnacceptableException("comment: without an end");
            }
            at = end + 3;
            return;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '!' || next == '?') {
            throw new UnacceptableException(
                    "markup: a document type, comment, CDATA section or processing instruction, expected none");
        }
        if (next == '/') {
            depth--;
            at = indexOf('>', at) + 1;
            return;
        }
        startTag();
    }

    private void startTag() {
        if (++elements > limits.elements()) {
            throw new UnacceptableException("elements: more than " + limits.elements());
        }
        int attributes = 0;
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '>') {
            char c = text.charAt(i);
            if (c == '<') {
                throw new UnacceptableException("markup: '<' within a tag");
            }
            if (c == '"' || c == '\'') {
                if (++attributes > XmlLimits.ATTRIBUTES) {
                    throw new UnacceptableException("attributes: more than " + XmlLimits.ATTRIBUTES);
                }
                int end = indexOf(c, i + 1);
                references(i + 1, end);
                i = end;
            }
            i++;
        }
        if (i >= text.length()) {
            throw new UnacceptableException("markup: a tag without an end");
        }
        if (text.charAt(i - 1) != '/' && ++depth > limits.depth()) {
            throw new UnacceptableException("depth: more than " + limits.depth());
        }
        at = i + 1;
    }

    private void references(int from, int to) {
        for (int i = text.indexOf('&', from); i >= 0 && i < to; i = text.indexOf('&', i + 1)) {
            at = i;
            reference();
        }
    }

    private void reference() {
        int end = text.indexOf(';', at);
        if (end < 0
                || end - at > LONGEST_REFERENCE
                || !REFERENCE.matcher(text.substring(at, end + 1)).matches()) {
            throw new UnacceptableException("entity: expected references to characters only");
        }
        at = end + 1;
    }

    private int indexOf(char c, int from) {
        int found = text.indexOf(c, from);
        if (found < 0) {
            throw new UnacceptableException("markup: a tag without an end");
        }
        return found;
    }
}
