package io.narthex.connector.saml.internal.message;

import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.saml.internal.xml.Dom;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What a response must say about itself.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf">SAML profiles, section 4.1.4</a>
 */
final class ResponseRules {

    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";
    private static final Set<String> CANCELLED = Set.of(STATUS + "AuthnFailed", STATUS + "RequestDenied");

    private final TimeRules times;

    ResponseRules(TimeRules times) {
        this.times = times;
    }

    static boolean isSuccess(Element response) {
        return statusCode(response).equals(STATUS + "Success");
    }

    /**
     * Refuses a response that is for somebody else, from somebody else, from another time, or says no.
     *
     * @throws SignInRefusedException if it says no
     */
    void check(Element response, Expectation expected) {
        require(response, "Version", "2.0");
        require(response, "Destination", expected.address().toString());
        require(response, "InResponseTo", expected.requestId());
        if (Dom.attribute(response, "ID").isEmpty()) {
            throw new UnacceptableException("ID: missing in Response");
        }
        times.requireIssuedNow(response, expected.now());
        requireIssuer(response, expected);
        if (!isSuccess(response)) {
            throw refusal(response);
        }
    }

    static void requireIssuer(Element element, Expectation expected) {
        Element issuer = Dom.child(element, Names.ASSERTION, "Issuer");
        if (!Dom.text(issuer).equals(expected.issuer())) {
            throw new UnacceptableException(
                    "Issuer: expected '" + expected.issuer() + "' in " + element.getLocalName() + ", got another one");
        }
        String format = Dom.attribute(issuer, "Format").orElse(NameIdFormats.ENTITY);
        if (!format.equals(NameIdFormats.ENTITY)) {
            throw new UnacceptableException("Issuer: expected the format of an entity");
        }
    }

    static void require(Element element, String attribute, String value) {
        Optional<String> found = Dom.attribute(element, attribute);
        if (!found.equals(Optional.of(value))) {
            throw new UnacceptableException(attribute + ": expected '" + value + "' in " + element.getLocalName()
                    + ", got " + (found.isEmpty() ? "none" : "another one"));
        }
    }

    private static String statusCode(Element response) {
        Element status = Dom.child(response, Names.PROTOCOL, "Status");
        return Dom.attribute(Dom.child(status, Names.PROTOCOL, "StatusCode"), "Value")
                .orElse("");
    }

    private static SignInRefusedException refusal(Element response) {
        Element top = Dom.child(Dom.child(response, Names.PROTOCOL, "Status"), Names.PROTOCOL, "StatusCode");
        String second = Dom.optionalChild(top, Names.PROTOCOL, "StatusCode")
                .flatMap(code -> Dom.attribute(code, "Value"))
                .orElse("");
        String message = "Status: expected Success, got " + lastPart(statusCode(response)) + " " + lastPart(second);
        return CANCELLED.contains(second)
                ? SignInRefusedException.cancelled(message.strip())
                : SignInRefusedException.invalidAnswer(message.strip());
    }

    /** Statuses are the provider's words: only what looks like one is repeated. */
    private static String lastPart(String status) {
        String last = status.substring(status.lastIndexOf(':') + 1);
        return last.matches("[A-Za-z]{0,40}") ? last : "something else";
    }
}
