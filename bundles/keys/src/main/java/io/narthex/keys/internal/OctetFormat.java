package io.narthex.keys.internal;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** Symmetric keys (RFC 7518 section 6.4). */
record OctetFormat(int size) implements KeyFormat {

    @Override
    public Map<String, String> generate(SecureRandom random) {
        byte[] key = new byte[size];
        random.nextBytes(key);
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "oct");
        jwk.put("k", Base64Url.encode(key));
        return jwk;
    }

    /** All of it: what it sealed must still be opened. */
    @Override
    public Map<String, String> retired(Map<String, String> jwk) {
        return jwk;
    }
}
