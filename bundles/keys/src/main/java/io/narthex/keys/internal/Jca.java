package io.narthex.keys.internal;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import javax.crypto.Cipher;

/** Where cryptography comes from: what the JDK prefers, or one provider that is faster. */
interface Jca {

    /** Whatever the JDK prefers. */
    Jca PREFERRED = new Jca() {
        @Override
        public Signature signature(String name) throws GeneralSecurityException {
            return Signature.getInstance(name);
        }

        @Override
        public Cipher cipher(String name) throws GeneralSecurityException {
            return Cipher.getInstance(name);
        }
    };

    Signature signature(String name) throws GeneralSecurityException;

    Cipher cipher(String name) throws GeneralSecurityException;

    /** That provider, registered or not. */
    static Jca of(Provider provider) {
        return new Jca() {
            @Override
            public Signature signature(String name) throws GeneralSecurityException {
                return Signature.getInstance(name, provider);
            }

            @Override
            public Cipher cipher(String name) throws GeneralSecurityException {
                return Cipher.getInstance(name, provider);
            }
        };
    }
}
