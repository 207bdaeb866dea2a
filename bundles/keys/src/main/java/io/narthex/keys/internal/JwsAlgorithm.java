package io.narthex.keys.internal;

import io.narthex.keys.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** What we need to know of each {@link SigningAlgorithm}. A new one is a line here and one there. */
enum JwsAlgorithm {
    RS256(SigningAlgorithm.RS256, new RsaFormat(2048), "SHA256withRSA"),
    ES256(SigningAlgorithm.ES256, new EcFormat("P-256", "secp256r1", 32), "SHA256withECDSAinP1363Format"),
    ES384(SigningAlgorithm.ES384, new EcFormat("P-384", "secp384r1", 48), "SHA384withECDSAinP1363Format"),
    PS256(SigningAlgorithm.PS256, new RsaFormat(2048), "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
    EDDSA(SigningAlgorithm.EDDSA, new EdFormat(), "Ed25519");

    private final SigningAlgorithm algorithm;

    @SuppressWarnings("ImmutableEnumChecker") // every format is a record of values
    private final KeyFormat.Asymmetric format;

    private final String jcaName;

    @SuppressWarnings("ImmutableEnumChecker") // a value, though the type does not say so
    private final Optional<AlgorithmParameterSpec> parameters;

    JwsAlgorithm(SigningAlgorithm algorithm, KeyFormat.Asymmetric format, String jcaName) {
        this(algorithm, format, jcaName, Optional.empty());
    }

    JwsAlgorithm(
            SigningAlgorithm algorithm,
            KeyFormat.Asymmetric format,
            String jcaName,
            Optional<AlgorithmParameterSpec> parameters) {
        this.algorithm = algorithm;
        this.format = format;
        this.jcaName = jcaName;
        this.parameters = parameters;
    }

    SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** Where its keys are in the ring, and how tokens name it. */
    String slot() {
        return algorithm.joseName();
    }

    KeyFormat.Asymmetric format() {
        return format;
    }

    /** What signs or checks, once it is given a key. */
    Signature signature(Jca jca) throws GeneralSecurityException {
        Signature signature = jca.signature(jcaName);
        if (parameters.isPresent()) {
            signature.setParameter(parameters.get());
        }
        return signature;
    }

    /** The salt is as long as the hash (RFC 7518 section 3.5). */
    private static Optional<AlgorithmParameterSpec> pss(String hash, MGF1ParameterSpec mask, int salt) {
        return Optional.of(new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC));
    }
}
