package io.narthex.connector.saml.internal.xml;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** The algorithms that a signature may use: those on the list, and no other. */
public final class Algorithms {

    private static final Map<String, String> DIGESTS = Map.of(
            "http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
            "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

    /** Signature algorithms, and the algorithm of the keys that they are for. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "EC",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "EC",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "EC");

    private final Map<String, String> digests;
    private final Map<String, String> signatures;

    private Algorithms(Map<String, String> digests, Map<String, String> signatures) {
        this.digests = Map.copyOf(digests);
        this.signatures = Map.copyOf(signatures);
    }

    /** SHA-2 with RSA or elliptic curves. */
    public static Algorithms strong() {
        return new Algorithms(DIGESTS, SIGNATURES);
    }

    /** SHA-1 with RSA as well, for providers that cannot do better. */
    public static Algorithms withSha1() {
        Map<String, String> digests = new HashMap<>(DIGESTS);
        digests.put("http://www.w3.org/2000/09/xmldsig#sha1", "SHA-1");
        Map<String, String> signatures = new HashMap<>(SIGNATURES);
        signatures.put("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "RSA");
        return new Algorithms(digests, signatures);
    }

    /** The algorithm of the keys for a signature algorithm, {@code RSA} or {@code EC}. */
    String keyAlgorithm(String signatureMethod) {
        String algorithm = signatures.get(signatureMethod);
        if (algorithm == null) {
            throw new UnacceptableException("SignatureMethod: not on the list of algorithms");
        }
        return algorithm;
    }

    MessageDigest digest(String digestMethod) {
        String name = digests.get(digestMethod);
        if (name == null) {
            throw new UnacceptableException("DigestMethod: not on the list of algorithms");
        }
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
