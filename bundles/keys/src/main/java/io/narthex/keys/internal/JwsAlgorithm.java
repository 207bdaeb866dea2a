package io.narthex.keys.internal;

import io.narthex.keys.SigningAlgorithm;

/** What we need to know of each {@link SigningAlgorithm}. A new one is a line here and one there. */
enum JwsAlgorithm {
    RS256(SigningAlgorithm.RS256, new RsaFormat(2048), "SHA256withRSA"),
    ES256(SigningAlgorithm.ES256, new EcFormat("P-256", "secp256r1", 32), "SHA256withECDSAinP1363Format");

    private final SigningAlgorithm algorithm;

    @SuppressWarnings("ImmutableEnumChecker") // every format is a record of values
    private final KeyFormat.Asymmetric format;

    private final String jcaName;

    JwsAlgorithm(SigningAlgorithm algorithm, KeyFormat.Asymmetric format, String jcaName) {
        this.algorithm = algorithm;
        this.format = format;
        this.jcaName = jcaName;
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

    String jcaName() {
        return jcaName;
    }
}
