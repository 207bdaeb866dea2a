package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.TestMessages.assertion;
import static io.narthex.connector.saml.internal.TestMessages.draft;
import static io.narthex.connector.saml.internal.TestMessages.encrypted;
import static io.narthex.connector.saml.internal.TestMessages.response;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.saml.internal.TestSigning.How;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** What must get in. */
public class ValidResponsesTest {

    private static final How HOW = How.with(TestKeys.IDP);

    @Test
    public void takesASignedAssertion() {
        assertJane(Profile.strict(), response(draft(), signedAssertion(draft())));
    }

    @Test
    public void takesASignedResponse() {
        assertJane(Profile.strict(), TestSigning.sign(response(draft()), "_r1", HOW));
    }

    @Test
    public void takesBothSigned() {
        assertJane(Profile.strict(), TestSigning.sign(response(draft(), signedAssertion(draft())), "_r1", HOW));
    }

    @Test
    public void takesAnEncryptedSignedAssertion() {
        for (String algorithm : List.of("aes128-gcm", "aes256-gcm")) {
            String hidden = encrypted(
                    signedAssertion(draft()), TestKeys.SERVICE, "http://www.w3.org/2009/xmlenc11#" + algorithm);
            assertJane(Profile.strict(), response(draft(), hidden));
        }
    }

    @Test
    public void takesAnEncryptedAssertionInASignedResponse() {
        String hidden = encrypted(assertion(draft()), TestKeys.SERVICE);
        assertJane(Profile.strict(), TestSigning.sign(response(draft(), hidden), "_r1", HOW));
    }

    @Test
    public void takesEverythingSignedAndEncrypted() {
        String hidden = encrypted(signedAssertion(draft()), TestKeys.SERVICE);
        assertJane(Profile.strict(), TestSigning.sign(response(draft(), hidden), "_r1", HOW));
    }

    @Test
    public void takesEllipticCurves() {
        How curve = How.with(TestKeys.CURVE);
        assertJane(Profile.with(Map.of(), TestKeys.CURVE), TestSigning.sign(response(draft()), "_r1", curve));
    }

    @Test
    public void takesSha1AndCbcOnlyWhereTheyAreSwitchedOn() {
        How sha1 = HOW.signature("http://www.w3.org/2000/09/xmldsig#rsa-sha1")
                .digest("http://www.w3.org/2000/09/xmldsig#sha1");
        String weak = TestSigning.sign(response(draft()), "_r1", sha1);
        assertThrows(SignInRefusedException.class, () -> Profile.strict().complete(weak));
        assertJane(Profile.with(Map.of("allowSHA1", "true"), TestKeys.IDP), weak);

        String cbc = response(
                draft(),
                encrypted(signedAssertion(draft()), TestKeys.SERVICE, "http://www.w3.org/2001/04/xmlenc#aes128-cbc"));
        assertThrows(SignInRefusedException.class, () -> Profile.strict().complete(cbc));
        assertJane(Profile.with(Map.of("allowCBC", "true"), TestKeys.IDP), cbc);
    }

    @Test
    public void takesPrettyPrintedDocumentsWithADeclaration() {
        String xml = TestSigning.sign(response(draft()).replace("><", ">\n  <"), "_r1", HOW);
        assertJane(Profile.strict(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml + "\n");
    }

    @Test
    public void splitsAndFiltersGroups() {
        String xml = response(draft())
                .replace("<saml:AttributeValue xsi:type=\"xs:string\">admins<", "<saml:AttributeValue>a; b<");
        String signed = TestSigning.sign(xml, "_r1", HOW);
        assertEquals(
                List.of("staff", "a", "b"),
                Profile.with(Map.of("groupsDelim", ";"), TestKeys.IDP)
                        .complete(signed)
                        .groups());
        Map<String, String> filtering = Map.of("groupsDelim", ";", "allowedGroups", "b, c", "filterGroups", "true");
        assertEquals(
                List.of("b"),
                Profile.with(filtering, TestKeys.IDP).complete(signed).groups());
        SignInRefusedException refusal = assertThrows(
                SignInRefusedException.class,
                () -> Profile.with(Map.of("allowedGroups", "c"), TestKeys.IDP).complete(signed));
        assertEquals(SignInRefusedException.Reason.NOT_PERMITTED, refusal.reason());
    }

    @Test
    public void losesNoGroupSilently() {
        Profile profile = Profile.with(Map.of("groupsDelim", ";"), TestKeys.IDP);
        assertEquals(10_000, profile.complete(withGroups(9_999)).groups().size());
        SignInRefusedException refusal =
                assertThrows(SignInRefusedException.class, () -> profile.complete(withGroups(10_000)));
        assertTrue(refusal.toString(), refusal.toString().contains("at most 10000 groups"));
    }

    /** A response with that many groups beside {@code staff}. */
    private static String withGroups(int many) {
        String names = IntStream.range(0, many).mapToObj(i -> "g" + i).collect(Collectors.joining(";"));
        String xml = response(draft())
                .replace("<saml:AttributeValue xsi:type=\"xs:string\">admins<", "<saml:AttributeValue>" + names + "<");
        return TestSigning.sign(xml, "_r1", HOW);
    }

    private static String signedAssertion(TestMessages.Draft draft) {
        return TestSigning.sign(assertion(draft), draft.assertionId(), HOW);
    }

    private static void assertJane(Profile profile, String xml) {
        Identity identity = profile.complete(xml);
        assertEquals("jane", identity.userId());
        assertEquals("Jane Doe", identity.username());
        assertEquals("jane@example.com", identity.email());
        assertEquals(List.of("staff", "admins"), identity.groups());
    }
}
