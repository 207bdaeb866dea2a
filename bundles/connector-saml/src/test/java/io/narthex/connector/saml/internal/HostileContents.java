package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.HostileCase.signed;

import java.util.List;

/** Rightly signed by the provider, and still not for us, not now, or not whole. */
final class HostileContents {

    private static final String OURS = TestMessages.ADDRESS.toString();
    private static final String END = TestMessages.NOW.plusSeconds(120).toString();
    private static final String PAST = TestMessages.NOW.minusSeconds(31).toString();
    private static final String FUTURE = TestMessages.NOW.plusSeconds(31).toString();

    private HostileContents() {}

    static List<HostileCase> all() {
        return List.of(
                signed(
                        "another audience",
                        x -> x.replace(TestMessages.AUDIENCE + "<", "https://other.example<"),
                        "Audience: expected"),
                signed(
                        "an audience that begins like ours",
                        x -> x.replace(TestMessages.AUDIENCE + "<", TestMessages.AUDIENCE + "x<"),
                        "Audience: expected"),
                signed(
                        "no audience",
                        x -> x.replaceAll("<saml:AudienceRestriction>.*</saml:AudienceRestriction>", ""),
                        "AudienceRestriction: missing"),
                signed(
                        "no conditions",
                        x -> x.replaceAll("<saml:Conditions.*</saml:Conditions>", ""),
                        "Conditions: missing"),
                signed(
                        "a condition that nobody knows",
                        x -> x.replace("</saml:Conditions>", "<saml:Condition/></saml:Conditions>"),
                        "unexpected element in Conditions"),
                signed(
                        "another recipient",
                        x -> x.replace("Recipient=\"" + OURS, "Recipient=\"https://other.example/acs"),
                        "Recipient: expected"),
                signed("no recipient", x -> x.replace(" Recipient=\"" + OURS + "\"", ""), "Recipient: expected"),
                signed(
                        "another destination",
                        x -> x.replace("Destination=\"" + OURS, "Destination=\"https://other.example/acs"),
                        "Destination: expected"),
                signed("no destination", x -> x.replace(" Destination=\"" + OURS + "\"", ""), "Destination: expected"),
                signed(
                        "the answer to another request",
                        x -> x.replaceFirst("InResponseTo=\"_request", "InResponseTo=\"_other"),
                        "InResponseTo: expected"),
                signed(
                        "the confirmation of another request",
                        x -> x.replace(
                                "SubjectConfirmationData InResponseTo=\"_request",
                                "SubjectConfirmationData InResponseTo=\"_other"),
                        "InResponseTo: expected"),
                signed(
                        "the answer to no request",
                        x -> x.replaceFirst(" InResponseTo=\"_request\"", ""),
                        "InResponseTo: expected"),
                signed(
                        "the confirmation of no request",
                        x -> x.replace("Data InResponseTo=\"_request\"", "Data"),
                        "InResponseTo: expected"),
                signed(
                        "conditions that are over",
                        x -> x.replaceFirst(
                                "NotBefore=\"[^\"]*\" NotOnOrAfter=\"[^\"]*\"", "NotOnOrAfter=\"" + PAST + "\""),
                        "NotOnOrAfter: over"),
                signed(
                        "conditions that are not yet",
                        x -> x.replaceFirst("NotBefore=\"[^\"]*\"", "NotBefore=\"" + FUTURE + "\""),
                        "NotBefore: in the future"),
                signed(
                        "a confirmation that is over",
                        x -> x.replace("NotOnOrAfter=\"" + END + "\"/>", "NotOnOrAfter=\"" + PAST + "\"/>"),
                        "NotOnOrAfter: over"),
                signed(
                        "a confirmation without an end",
                        x -> x.replace(" NotOnOrAfter=\"" + END + "\"/>", "/>"),
                        "NotOnOrAfter: missing"),
                signed(
                        "a time without a zone",
                        x -> x.replace("NotOnOrAfter=\"" + END + "\"/>", "NotOnOrAfter=\"2026-03-01T12:02:00\"/>"),
                        "NotOnOrAfter: expected a time with its zone"),
                signed(
                        "a time that is none",
                        x -> x.replace("NotOnOrAfter=\"" + END + "\"/>", "NotOnOrAfter=\"tomorrow\"/>"),
                        ""),
                signed(
                        "an old response",
                        x -> x.replaceFirst("IssueInstant=\"[^\"]*\"", "IssueInstant=\"2026-03-01T11:00:00Z\""),
                        "IssueInstant: too long ago"),
                signed(
                        "a response of the future",
                        x -> x.replaceFirst("IssueInstant=\"[^\"]*\"", "IssueInstant=\"" + FUTURE + "\""),
                        "IssueInstant: in the future"),
                signed(
                        "an old assertion",
                        x -> x.replaceFirst(
                                "(<saml:Assertion.* IssueInstant=)\"[^\"]*\"", "$1\"2026-03-01T11:00:00Z\""),
                        "IssueInstant: too long ago"),
                signed(
                        "another provider's response",
                        x -> x.replaceFirst(TestMessages.ISSUER, "https://other.example"),
                        "Issuer: expected"),
                signed(
                        "another provider's assertion",
                        x -> x.replaceFirst(
                                "(<saml:Assertion.*<saml:Issuer>)" + TestMessages.ISSUER, "$1https://other.example"),
                        "Issuer: expected"),
                signed(
                        "no issuer of the response",
                        x -> x.replaceFirst("<saml:Issuer>[^<]*</saml:Issuer>", ""),
                        "Issuer: missing"),
                signed(
                        "two issuers",
                        x -> x.replaceFirst("(<saml:Assertion.*)(<saml:Issuer>[^<]*</saml:Issuer>)", "$1$2$2"),
                        "Issuer: comes 2 times"),
                signed(
                        "no confirmation",
                        x -> x.replaceAll("<saml:SubjectConfirmation .*</saml:SubjectConfirmation>", ""),
                        "SubjectConfirmation: expected one by bearer"),
                signed(
                        "a confirmation by a key",
                        x -> x.replace("cm:bearer", "cm:holder-of-key"),
                        "SubjectConfirmation: expected one by bearer"),
                signed(
                        "no statement that anybody signed in",
                        x -> x.replaceAll("<saml:AuthnStatement.*</saml:AuthnStatement>", ""),
                        "AuthnStatement: missing"),
                signed(
                        "a session that is over",
                        x -> x.replace(
                                "<saml:AuthnStatement ", "<saml:AuthnStatement SessionNotOnOrAfter=\"" + PAST + "\" "),
                        "SessionNotOnOrAfter: over"),
                signed(
                        "another version",
                        x -> x.replaceFirst("(<saml:Assertion.*Version=)\"2.0\"", "$1\"1.1\""),
                        "Version: expected"),
                signed(
                        "a name for one day",
                        x -> x.replace("format:persistent", "format:transient"),
                        "NameID: is transient"),
                signed(
                        "an attribute twice",
                        x -> x.replace(
                                "</saml:AttributeStatement>",
                                TestMessages.attribute("mail", "root@example.com") + "</saml:AttributeStatement>"),
                        "Attribute: 'mail' comes twice"),
                signed(
                        "two subjects",
                        x -> x.replaceFirst("(<saml:Subject>.*</saml:Subject>)", "$1$1"),
                        "Subject: comes 2 times"),
                signed(
                        "two names",
                        x -> x.replaceFirst("(<saml:NameID.*</saml:NameID>)", "$1<saml:NameID>root</saml:NameID>"),
                        "NameID: comes 2 times"),
                signed(
                        "advice",
                        x -> x.replace("<saml:AuthnStatement ", "<saml:Advice/><saml:AuthnStatement "),
                        "unexpected element in Assertion"),
                signed(
                        "a refusal with an assertion",
                        x -> x.replace("status:Success", "status:Responder"),
                        "Status: expected Success, got Responder"),
                signed("no status", x -> x.replaceAll("<samlp:Status>.*</samlp:Status>", ""), "Status: missing"),
                signed(
                        "extensions",
                        x -> x.replace("<samlp:Status>", "<samlp:Extensions/><samlp:Status>"),
                        "unexpected element in Response"),
                signed(
                        "two assertions",
                        x -> x.replaceFirst(
                                "(<saml:Assertion.*</saml:Assertion>)",
                                "$1" + TestMessages.assertion(TestMessages.draft())),
                        "Assertion: comes 2 times"),
                signed(
                        "a response of another name",
                        x -> x.replace("samlp:Response", "samlp:ArtifactResponse"),
                        "Response: expected it as the root"));
    }
}
