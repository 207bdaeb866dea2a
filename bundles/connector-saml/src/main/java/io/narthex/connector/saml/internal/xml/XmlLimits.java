package io.narthex.connector.saml.internal.xml;

/**
 * How much XML is let in, and of what kind.
 *
 * @param bytes the longest document
 * @param depth the deepest nesting of elements
 * @param elements the most elements
 * @param comments whether comments may be in it; they are dropped
 */
public record XmlLimits(int bytes, int depth, int elements, boolean comments) {

    /** For messages. */
    public static final XmlLimits MESSAGE = new XmlLimits(256 * 1024, 32, 2_000, false);

    /** For metadata, which may hold many providers. */
    public static final XmlLimits METADATA = new XmlLimits(4 * 1024 * 1024, 32, 60_000, true);

    /** The most attributes and namespace declarations of one element. */
    static final int ATTRIBUTES = 64;
}
