package io.narthex.connector.saml.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.Departure;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.opensaml.SamlObjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.AuthnRequest;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameIDPolicy;

/** Asks the provider to sign somebody in. */
public final class AuthnRequests {

    private final String entityId;
    private final URI address;
    private final String nameIdFormat;
    private final Optional<ServiceKey> key;

    /**
     * Requests of one service provider.
     *
     * @param entityId who asks
     * @param address where the answer must go
     * @param nameIdFormat how the person must be named
     * @param key signs them; empty for unsigned ones
     */
    public AuthnRequests(String entityId, URI address, String nameIdFormat, Optional<ServiceKey> key) {
        this.entityId = entityId;
        this.address = address;
        this.nameIdFormat = nameIdFormat;
        this.key = key;
    }

    /** By a form that posts itself; SAML bindings, section 3.5. */
    public Departure byPost(URI destination, String id, SignInRequest signIn, Instant now) {
        AuthnRequest request = request(destination, id, signIn, now);
        String xml = key.map(one -> SamlObjects.writeSigned(request, one.privateKey(), one.certificate()))
                .orElseGet(() -> SamlObjects.write(request));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("SAMLRequest", Base64.getEncoder().encodeToString(xml.getBytes(UTF_8)));
        fields.put("RelayState", signIn.state());
        return new Departure.Form(destination, fields, id);
    }

    /** By a redirect, where the query is signed instead of the document; SAML bindings, section 3.4. */
    public Departure byRedirect(URI destination, String id, SignInRequest signIn, Instant now) {
        String query = "SAMLRequest=" + encoded(deflated(SamlObjects.write(request(destination, id, signIn, now))))
                + "&RelayState=" + encoded(signIn.state());
        String signed = key.map(one -> signed(query, one.privateKey())).orElse(query);
        String separator = destination.getRawQuery() == null ? "?" : "&";
        return new Departure.Redirect(URI.create(destination + separator + signed), id);
    }

    private AuthnRequest request(URI destination, String id, SignInRequest signIn, Instant now) {
        AuthnRequest request = SamlObjects.build(AuthnRequest.DEFAULT_ELEMENT_NAME, AuthnRequest.class);
        request.setID(id);
        request.setVersion(SAMLVersion.VERSION_20);
        request.setIssueInstant(now.truncatedTo(ChronoUnit.SECONDS));
        if (signIn.forceAuthentication()) {
            request.setForceAuthn(true);
        }
        request.setDestination(destination.toString());
        request.setProtocolBinding(Names.POST);
        request.setAssertionConsumerServiceURL(address.toString());
        Issuer issuer = SamlObjects.build(Issuer.DEFAULT_ELEMENT_NAME, Issuer.class);
        issuer.setValue(entityId);
        request.setIssuer(issuer);
        NameIDPolicy policy = SamlObjects.build(NameIDPolicy.DEFAULT_ELEMENT_NAME, NameIDPolicy.class);
        policy.setAllowCreate(true);
        policy.setFormat(nameIdFormat);
        request.setNameIDPolicy(policy);
        return request;
    }

    private static String signed(String query, PrivateKey key) {
        boolean isEllipticCurve = key.getAlgorithm().equals("EC");
        String algorithm =
                "http://www.w3.org/2001/04/xmldsig-more#" + (isEllipticCurve ? "ecdsa-sha256" : "rsa-sha256");
        String all = query + "&SigAlg=" + encoded(algorithm);
        try {
            // XML Signature wants the two numbers of a curve's signature side by side, not in ASN.1.
            Signature signature =
                    Signature.getInstance(isEllipticCurve ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(all.getBytes(UTF_8));
            return all + "&Signature=" + encoded(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the request cannot be signed", e);
        }
    }

    private static String deflated(String xml) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(xml.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
