package io.narthex.connector.saml.internal.message;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Formats of name ids. */
public final class NameIdFormats {

    /** An entity, such as an issuer. */
    public static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    /** An id for one sign-in. */
    public static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    private static final String OF_1_1 = "urn:oasis:names:tc:SAML:1.1:nameid-format:";
    private static final String OF_2_0 = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

    private static final Map<String, String> BY_NAME = Map.of(
            "emailAddress", OF_1_1,
            "unspecified", OF_1_1,
            "X509SubjectName", OF_1_1,
            "WindowsDomainQualifiedName", OF_1_1,
            "encrypted", OF_2_0,
            "entity", OF_2_0,
            "kerberos", OF_2_0,
            "persistent", OF_2_0,
            "transient", OF_2_0);

    private NameIdFormats() {}

    /** The format that is written in full, or by its last word as dex allows. */
    public static Optional<String> parse(String text) {
        String name = text.substring(text.lastIndexOf(':') + 1);
        return Optional.ofNullable(BY_NAME.get(name))
                .map(prefix -> prefix + name)
                .filter(full -> full.equals(text) || name.equals(text));
    }

    /** The last words of all formats. */
    public static String names() {
        return String.join(", ", new TreeSet<>(BY_NAME.keySet()));
    }
}
