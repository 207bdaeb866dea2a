package io.narthex.connector.saml.internal.xml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The only way from bytes to a document. */
public final class XmlDoor {

    private static final DocumentBuilderFactory FACTORY = factory();

    /** A scheme; or nothing, which takes a default back. */
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:|\\z");

    private XmlDoor() {}

    /**
     * Parses a document.
     *
     * @return its root; no two of its elements have the same id, and none has two
     * @throws UnacceptableException if it is too large or too deep, is not well-formed, is not UTF-8, has anything but
     *     elements, attributes and text, or namespaces with relative names
     */
    public static Element parse(byte[] bytes, XmlLimits limits) {
        if (bytes.length > limits.bytes()) {
            throw new UnacceptableException("size: more than " + limits.bytes() + " bytes");
        }
        String text = decoded(bytes);
        Skeleton.check(text, limits);
        Element root = parsed(text);
        requireUniqueIds(root);
        requireAbsoluteNamespaces(root);
        return root;
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnacceptableException("encoding: expected UTF-8", e);
        }
    }

    private static Element parsed(String text) {
        try {
            DocumentBuilder builder;
            synchronized (FACTORY) {
                builder = FACTORY.newDocumentBuilder();
            }
            builder.setErrorHandler(SILENT);
            builder.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("nothing is fetched");
            });
            return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            // Without the parser's own words, which quote the document.
            throw new UnacceptableException("XML: not well-formed");
        }
    }

    /** Whatever a library may take for an id counts as one: {@code ID}, {@code Id}, {@code xml:id}, {@code samlp:ID}. */
    private static void requireUniqueIds(Element root) {
        Set<String> ids = new HashSet<>();
        for (Element element : Dom.descendants(root)) {
            NamedNodeMap attributes = element.getAttributes();
            int own = 0;
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                if (attribute.getLocalName() == null
                        || !attribute.getLocalName().toLowerCase(Locale.ROOT).equals("id")) {
                    continue;
                }
                if (++own > 1 || !ids.add(attribute.getValue())) {
                    throw new UnacceptableException("ID: comes twice");
                }
            }
        }
    }

    /**
     * What libraries do with others differs: Canonical XML, section 1.3, calls for a failure, and some took a failure for an
     * empty text, which has a digest too.
     */
    private static void requireAbsoluteNamespaces(Element root) {
        for (Element element : Dom.descendants(root)) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                boolean isNamespace = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
                if (isNamespace && !ABSOLUTE.matcher(attribute.getValue()).lookingAt()) {
                    throw new UnacceptableException("xmlns: expected absolute names of namespaces");
                }
            }
        }
    }

    private static DocumentBuilderFactory factory() {
        // The JDK's own, whatever the thread's class loader or a service file would rather have.
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser cannot be made safe", e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setIgnoringComments(true);
        factory.setCoalescing(true);
        return factory;
    }

    private static final ErrorHandler SILENT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException problem) {}

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    };
}
