package io.narthex.connector.saml.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.saml.internal.xml.Algorithms;
import io.narthex.connector.saml.internal.xml.StrictSignature;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import io.narthex.connector.saml.internal.xml.UnknownSignerException;
import io.narthex.connector.saml.internal.xml.XmlLimits;
import java.util.List;
import org.junit.Test;
import org.w3c.dom.Element;

/** What a signature that does not hold is told by. */
public class StrictSignatureTest {

    private final StrictSignature signature = new StrictSignature(Algorithms.strong(), XmlLimits.MESSAGE);

    @Test
    public void tellsAnUnknownSignerFromAnUnacceptableForm() {
        TestSigning.How stranger = TestSigning.How.with(TestKeys.STRANGER);
        UnknownSignerException unknown =
                assertThrows(UnknownSignerException.class, () -> verify(stranger, TestKeys.IDP));
        assertEquals("Signature: does not hold with any of 1 known keys of its kind", unknown.getMessage());
        assertThrows(UnknownSignerException.class, () -> verify(stranger, TestKeys.CURVE));
        TestSigning.How form = stranger.transforms(TestSigning.EXCLUSIVE);
        UnacceptableException other = assertThrows(UnacceptableException.class, () -> verify(form, TestKeys.STRANGER));
        assertFalse(other instanceof UnknownSignerException);
    }

    private void verify(TestSigning.How how, TestKeys known) {
        String xml = TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", how);
        Element root = TestSigning.parse(xml).getDocumentElement();
        signature.verify(root, List.of(known.pair.getPublic()));
    }
}
