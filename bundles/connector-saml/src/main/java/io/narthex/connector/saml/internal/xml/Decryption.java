package io.narthex.connector.saml.internal.xml;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.w3c.dom.Element;

/**
 * Decrypts an element that is encrypted for our key, in the one form that SAML providers use. Done with the JDK's ciphers
 * alone: XML libraries let a hostile document choose transforms and references here, which is where they were broken.
 * Whatever goes wrong, the message is the same, so that nobody learns from it.
 */
public final class Decryption {

    private static final String FAILED = "EncryptedAssertion: cannot be decrypted";
    private static final int IV = 12;
    private static final int CBC_IV = 16;
    private static final int TAG = 16;

    /** Content algorithms and the length of their keys in bytes. */
    private static final Map<String, Integer> GCM = Map.of(
            Names.ENCRYPTION11 + "aes128-gcm", 16,
            Names.ENCRYPTION11 + "aes192-gcm", 24,
            Names.ENCRYPTION11 + "aes256-gcm", 32);

    private static final Map<String, Integer> CBC = Map.of(
            Names.ENCRYPTION + "aes128-cbc", 16,
            Names.ENCRYPTION + "aes192-cbc", 24,
            Names.ENCRYPTION + "aes256-cbc", 32);

    private static final Map<String, String> OAEP_DIGESTS = Map.of(
            Names.SIGNATURE + "sha1", "SHA-1",
            Names.ENCRYPTION + "sha256", "SHA-256",
            Names.ENCRYPTION + "sha512", "SHA-512");

    private static final Map<String, MGF1ParameterSpec> MASKS = Map.of(
            Names.ENCRYPTION11 + "mgf1sha1", MGF1ParameterSpec.SHA1,
            Names.ENCRYPTION11 + "mgf1sha256", MGF1ParameterSpec.SHA256,
            Names.ENCRYPTION11 + "mgf1sha512", MGF1ParameterSpec.SHA512);

    private final PrivateKey key;
    private final boolean allowCbc;

    /**
     * Decrypts with a key.
     *
     * @param allowCbc whether AES-CBC is taken, which does not protect what it hides from changes
     */
    public Decryption(PrivateKey key, boolean allowCbc) {
        this.key = key;
        this.allowCbc = allowCbc;
    }

    /**
     * Decrypts.
     *
     * @param encrypted an {@code EncryptedAssertion}
     * @return the root of a new document
     * @throws UnacceptableException if that is not possible
     */
    public Element decrypt(Element encrypted) {
        for (Element element : Dom.descendants(encrypted)) {
            if (element.getLocalName().equals("CipherReference")
                    || element.getLocalName().equals("Transforms")) {
                throw new UnacceptableException("EncryptedAssertion: refers to something");
            }
        }
        Element data = Dom.child(encrypted, Names.ENCRYPTION, "EncryptedData");
        List<Element> keys = Dom.descendants(encrypted).stream()
                .filter(element -> Dom.is(element, Names.ENCRYPTION, "EncryptedKey"))
                .toList();
        if (keys.size() != 1) {
            throw new UnacceptableException("EncryptedKey: comes " + keys.size() + " times, expected once");
        }
        try {
            byte[] secret = unwrapped(keys.get(0));
            return XmlDoor.parse(content(data, secret), XmlLimits.MESSAGE);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnacceptableException(FAILED);
        }
    }

    private byte[] unwrapped(Element wrapped) throws GeneralSecurityException {
        Element method = Dom.child(wrapped, Names.ENCRYPTION, "EncryptionMethod");
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, oaep(method));
        return cipher.doFinal(octets(wrapped));
    }

    private static OAEPParameterSpec oaep(Element method) {
        String algorithm = Dom.attribute(method, "Algorithm").orElse("");
        boolean isMgf1p = algorithm.equals(Names.ENCRYPTION + "rsa-oaep-mgf1p");
        if (!isMgf1p && !algorithm.equals(Names.ENCRYPTION11 + "rsa-oaep")) {
            throw new UnacceptableException("EncryptionMethod: expected RSA-OAEP for the key");
        }
        if (Dom.optionalChild(method, Names.ENCRYPTION, "OAEPparams").isPresent()) {
            throw new UnacceptableException("OAEPparams: expected none");
        }
        String digest = Dom.optionalChild(method, Names.SIGNATURE, "DigestMethod")
                .map(element -> listed(OAEP_DIGESTS, element))
                .orElse("SHA-1");
        MGF1ParameterSpec mask = isMgf1p ? MGF1ParameterSpec.SHA1 : mask(method);
        return new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT);
    }

    private static MGF1ParameterSpec mask(Element method) {
        return Dom.optionalChild(method, Names.ENCRYPTION11, "MGF")
                .map(element -> listed(MASKS, element))
                .orElse(MGF1ParameterSpec.SHA1);
    }

    private static <T> T listed(Map<String, T> list, Element method) {
        return Optional.ofNullable(list.get(Dom.attribute(method, "Algorithm").orElse("")))
                .orElseThrow(
                        () -> new UnacceptableException(method.getLocalName() + ": not on the list of algorithms"));
    }

    private byte[] content(Element data, byte[] secret) throws GeneralSecurityException {
        String algorithm = Dom.attribute(Dom.child(data, Names.ENCRYPTION, "EncryptionMethod"), "Algorithm")
                .orElse("");
        byte[] octets = octets(data);
        if (GCM.getOrDefault(algorithm, 0) == secret.length && octets.length > IV + TAG) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(secret, "AES"),
                    new GCMParameterSpec(8 * TAG, octets, 0, IV));
            return cipher.doFinal(octets, IV, octets.length - IV);
        }
        if (allowCbc && CBC.getOrDefault(algorithm, 0) == secret.length && octets.length >= 2 * CBC_IV) {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(octets, 0, CBC_IV));
            return withoutPadding(cipher.doFinal(octets, CBC_IV, octets.length - CBC_IV));
        }
        throw new UnacceptableException("EncryptionMethod: expected AES-GCM, and a key of its length");
    }

    /** XML Encryption, section 5.2: only the last octet says how much was added. */
    private static byte[] withoutPadding(byte[] padded) throws GeneralSecurityException {
        int added = padded[padded.length - 1];
        if (added < 1 || added > CBC_IV) {
            throw new GeneralSecurityException(FAILED);
        }
        return Arrays.copyOf(padded, padded.length - added);
    }

    private static byte[] octets(Element encrypted) {
        Element cipherData = Dom.child(encrypted, Names.ENCRYPTION, "CipherData");
        Dom.requireOnly(cipherData, Names.ENCRYPTION, Set.of("CipherValue"));
        return Base64.getMimeDecoder().decode(Dom.text(Dom.child(cipherData, Names.ENCRYPTION, "CipherValue")));
    }
}
