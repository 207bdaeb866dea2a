package io.narthex.connector.saml.internal.message;

import io.narthex.connector.saml.internal.xml.Dom;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What an assertion must say, all of it, whatever else was signed.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf">SAML profiles, section 4.1.4</a>
 */
final class AssertionRules {

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final int LONGEST_ID = 1_024;

    private final TimeRules times;

    AssertionRules(TimeRules times) {
        this.times = times;
    }

    /** Reads an assertion out of signed octets. */
    Subject read(Element assertion, Expectation expected) {
        ResponseRules.require(assertion, "Version", "2.0");
        String id =
                Dom.attribute(assertion, "ID").orElseThrow(() -> new UnacceptableException("ID: missing in Assertion"));
        // Not when a confirmation ends: another one may end later, or begin then.
        Instant until = times.requireIssuedNow(assertion, expected.now());
        ResponseRules.requireIssuer(assertion, expected);
        Element subject = Dom.child(assertion, Names.ASSERTION, "Subject");
        Dom.requireOnly(subject, Names.ASSERTION, Set.of("NameID", "SubjectConfirmation"));
        requireConfirmed(subject, expected);
        requireConditions(Dom.child(assertion, Names.ASSERTION, "Conditions"), expected);
        requireSignedIn(assertion, expected);
        return new Subject(id, until, nameId(subject), attributes(assertion));
    }

    private static String nameId(Element subject) {
        Element nameId = Dom.child(subject, Names.ASSERTION, "NameID");
        if (Dom.attribute(nameId, "Format").equals(Optional.of(NameIdFormats.TRANSIENT))) {
            throw new UnacceptableException("NameID: is transient, expected one that stays the same for the person");
        }
        String id = Dom.text(nameId);
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new UnacceptableException("NameID: expected 1 to " + LONGEST_ID + " characters, got " + id.length());
        }
        return id;
    }

    /** At least one confirmation must hold in full. */
    private void requireConfirmed(Element subject, Expectation expected) {
        UnacceptableException last = new UnacceptableException("SubjectConfirmation: expected one by bearer, got none");
        for (Element confirmation : Dom.children(subject, Names.ASSERTION, "SubjectConfirmation")) {
            if (!confirmation.getAttributeNS(null, "Method").equals(BEARER)) {
                continue;
            }
            try {
                requireConfirmation(Dom.child(confirmation, Names.ASSERTION, "SubjectConfirmationData"), expected);
                return;
            } catch (UnacceptableException e) {
                last = e;
            }
        }
        throw last;
    }

    private void requireConfirmation(Element data, Expectation expected) {
        ResponseRules.require(data, "Recipient", expected.address().toString());
        ResponseRules.require(data, "InResponseTo", expected.requestId());
        if (Dom.attribute(data, "NotOnOrAfter").isEmpty()) {
            throw new UnacceptableException("NotOnOrAfter: missing in SubjectConfirmationData");
        }
        times.requireWithin(data, expected.now());
    }

    private void requireConditions(Element conditions, Expectation expected) {
        Dom.requireOnly(conditions, Names.ASSERTION, Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction"));
        times.requireWithin(conditions, expected.now());
        List<Element> restrictions = Dom.children(conditions, Names.ASSERTION, "AudienceRestriction");
        if (restrictions.isEmpty()) {
            throw new UnacceptableException("AudienceRestriction: missing in Conditions");
        }
        for (Element restriction : restrictions) {
            boolean isForUs = Dom.children(restriction, Names.ASSERTION, "Audience").stream()
                    .anyMatch(audience -> Dom.text(audience).equals(expected.audience()));
            if (!isForUs) {
                throw new UnacceptableException("Audience: expected '" + expected.audience() + "', got another one");
            }
        }
    }

    private void requireSignedIn(Element assertion, Expectation expected) {
        List<Element> statements = Dom.children(assertion, Names.ASSERTION, "AuthnStatement");
        if (statements.isEmpty()) {
            throw new UnacceptableException("AuthnStatement: missing in Assertion");
        }
        statements.forEach(statement -> times.requireNotOver(statement, "SessionNotOnOrAfter", expected.now()));
    }

    private static Map<String, List<String>> attributes(Element assertion) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Element statement : Dom.children(assertion, Names.ASSERTION, "AttributeStatement")) {
            for (Element attribute : Dom.children(statement, Names.ASSERTION, "Attribute")) {
                String name = Dom.attribute(attribute, "Name").orElse("");
                // Values that are no text, such as nested name ids, are not for us.
                List<String> values = Dom.children(attribute, Names.ASSERTION, "AttributeValue").stream()
                        .filter(value -> Dom.children(value).isEmpty())
                        .map(Dom::text)
                        .toList();
                if (attributes.put(name, values) != null) {
                    throw new UnacceptableException("Attribute: '" + name + "' comes twice");
                }
            }
        }
        return attributes;
    }
}
