package io.narthex.connector.saml.internal.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Looks at elements, always by namespace and name. */
public final class Dom {

    private Dom() {}

    /** Whether an element has a namespace and a name. */
    public static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** The elements right below an element. */
    public static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** The elements of a name right below an element. */
    public static List<Element> children(Element element, String namespace, String name) {
        return children(element).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    /**
     * The element of a name right below an element, if there is one.
     *
     * @throws UnacceptableException if there are more
     */
    public static Optional<Element> optionalChild(Element element, String namespace, String name) {
        List<Element> found = children(element, namespace, name);
        if (found.size() > 1) {
            throw new UnacceptableException(name + ": comes " + found.size() + " times, expected once");
        }
        return found.stream().findFirst();
    }

    /**
     * The element of a name right below an element.
     *
     * @throws UnacceptableException if there is none, or more
     */
    public static Element child(Element element, String namespace, String name) {
        return optionalChild(element, namespace, name)
                .orElseThrow(() -> new UnacceptableException(name + ": missing in " + element.getLocalName()));
    }

    /**
     * Refuses an element that holds others than these, or text beside its elements.
     *
     * @param namespace of all of them
     */
    public static void requireOnly(Element element, String namespace, Set<String> names) {
        for (Element child : children(element)) {
            if (!namespace.equals(child.getNamespaceURI()) || !names.contains(child.getLocalName())) {
                throw new UnacceptableException("unexpected element in " + element.getLocalName() + ", expected only "
                        + names.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element) && !node.getNodeValue().isBlank()) {
                throw new UnacceptableException("unexpected text in " + element.getLocalName());
            }
        }
    }

    /** An element and all below it, in document order. Does not recurse. */
    public static List<Element> descendants(Element root) {
        List<Element> all = new ArrayList<>();
        Deque<Element> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Element element = open.pop();
            all.add(element);
            List<Element> children = children(element);
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
        return all;
    }

    /** An attribute without a namespace; absent if it is not there or empty. */
    public static Optional<String> attribute(Element element, String name) {
        Attr attribute = element.getAttributeNodeNS(null, name);
        return Optional.ofNullable(attribute).map(Attr::getValue).filter(value -> !value.isEmpty());
    }

    /**
     * The text of an element, without the white space around it.
     *
     * @throws UnacceptableException if it holds anything but text
     */
    public static String text(Element element) {
        if (!children(element).isEmpty()) {
            throw new UnacceptableException(element.getLocalName() + ": expected text only");
        }
        return element.getTextContent().strip();
    }
}
