package io.narthex.connector.saml.internal.xml;

/** Namespaces and identifiers of the specifications. */
public final class Names {

    /** SAML 2.0 protocol. */
    public static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    /** SAML 2.0 assertions. */
    public static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    /** SAML 2.0 metadata. */
    public static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    /** XML Signature. */
    public static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    /** XML Encryption. */
    public static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";
    /** XML Encryption 1.1. */
    public static final String ENCRYPTION11 = "http://www.w3.org/2009/xmlenc11#";
    /** Exclusive canonicalization without comments. */
    public static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    /** Binding by a form. */
    public static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    /** Binding by a redirect. */
    public static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

    private Names() {}
}
