package io.narthex.opensaml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.junit.Test;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.util.XMLObjectSupport;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.opensaml.xmlsec.signature.support.Signer;
import org.w3c.dom.Document;

public class OpenSamlTest {

    @Test
    public void signsReadsAndVerifiesUnderAStrangersClassLoader() throws Exception {
        ClassLoader stranger = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(stranger);
        try {
            KeyPair keys = keys("RSA", 2048);
            String signed = OpenSaml.call(() -> signed(keys, SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256));
            OpenSaml.call(() -> verify(signed, keys));
            assertThrows(
                    SignatureException.class,
                    () -> OpenSaml.call(() -> verify(signed.replace("idp.example", "idp.evil"), keys)));
            assertThrows(SignatureException.class, () -> OpenSaml.call(() -> verify(signed, keys("RSA", 2048))));
            assertSame(stranger, Thread.currentThread().getContextClassLoader());
        } finally {
            Thread.currentThread().setContextClassLoader(OpenSamlTest.class.getClassLoader());
        }
    }

    @Test
    public void knowsEllipticCurves() throws Exception {
        KeyPair keys = keys("EC", 256);
        String signed = OpenSaml.call(() -> signed(keys, SignatureConstants.ALGO_ID_SIGNATURE_ECDSA_SHA256));
        assertEquals("https://idp.example", OpenSaml.call(() -> verify(signed, keys)));
    }

    @Test
    public void putsTheClassLoaderBackWhenTheCallFails() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThrows(
                IOException.class,
                () -> OpenSaml.call(() -> {
                    throw new IOException("expected");
                }));
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    private static KeyPair keys(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static String signed(KeyPair keys, String algorithm) throws Exception {
        Response response = build(Response.DEFAULT_ELEMENT_NAME, Response.class);
        response.setID("_r1");
        Issuer issuer = build(Issuer.DEFAULT_ELEMENT_NAME, Issuer.class);
        issuer.setValue("https://idp.example");
        response.setIssuer(issuer);
        Signature signature = build(Signature.DEFAULT_ELEMENT_NAME, Signature.class);
        signature.setSigningCredential(new BasicCredential(keys.getPublic(), keys.getPrivate()));
        signature.setSignatureAlgorithm(algorithm);
        signature.setCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
        response.setSignature(signature);
        XMLObjectProviderRegistrySupport.getMarshallerFactory()
                .getMarshaller(response)
                .marshall(response);
        Signer.signObject(signature);
        return SerializeSupport.nodeToString(response.getDOM());
    }

    private static String verify(String xml, KeyPair keys) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Response response = (Response) XMLObjectProviderRegistrySupport.getUnmarshallerFactory()
                .getUnmarshaller(document.getDocumentElement())
                .unmarshall(document.getDocumentElement());
        SignatureValidator.validate(response.getSignature(), new BasicCredential(keys.getPublic()));
        return response.getIssuer().getValue();
    }

    private static <T extends XMLObject> T build(QName name, Class<T> type) {
        return type.cast(XMLObjectSupport.buildXMLObject(name));
    }
}
