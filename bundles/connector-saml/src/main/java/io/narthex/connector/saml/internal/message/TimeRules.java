package io.narthex.connector.saml.internal.message;

import io.narthex.connector.saml.internal.xml.Dom;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Times in messages, with some tolerance for clocks that differ.
 *
 * @param skew how far clocks may be apart
 */
record TimeRules(Duration skew) {

    /** How old a message may be: it is sent in the moment in which it is made. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    /** The time in an attribute, if there is one. */
    static Optional<Instant> find(Element element, String attribute) {
        return Dom.attribute(element, attribute).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new UnacceptableException(attribute + ": expected a time with its zone", e);
            }
        });
    }

    /**
     * Refuses what was not made just now.
     *
     * @return from when on it is refused as too old, whatever else it says
     */
    Instant requireIssuedNow(Element element, Instant now) {
        Instant issued = find(element, "IssueInstant")
                .orElseThrow(() -> new UnacceptableException("IssueInstant: missing in " + element.getLocalName()));
        if (issued.isAfter(now.plus(skew))) {
            throw new UnacceptableException("IssueInstant: in the future; do the clocks agree?");
        }
        Instant until = issued.plus(OLDEST).plus(skew);
        if (!until.isAfter(now)) {
            throw new UnacceptableException("IssueInstant: too long ago; do the clocks agree?");
        }
        return until;
    }

    /** Refuses what is not valid yet, or not any more, where there is such a limit. */
    void requireWithin(Element element, Instant now) {
        find(element, "NotBefore").filter(from -> from.isAfter(now.plus(skew))).ifPresent(from -> {
            throw new UnacceptableException("NotBefore: in the future; do the clocks agree?");
        });
        requireNotOver(element, "NotOnOrAfter", now);
    }

    /** Refuses what is over, where there is such a limit. */
    void requireNotOver(Element element, String attribute, Instant now) {
        find(element, attribute)
                .filter(until -> !until.isAfter(now.minus(skew)))
                .ifPresent(until -> {
                    throw new UnacceptableException(attribute + ": over; do the clocks agree?");
                });
    }
}
