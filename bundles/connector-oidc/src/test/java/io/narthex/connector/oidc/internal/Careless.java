package io.narthex.connector.oidc.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Validators as they have been shipped: each checks something, and is careless in one way. A hostile token that none of them
 * takes would prove nothing about ours.
 */
enum Careless {
    /** Reads the claims, since they came over TLS. */
    NO_SIGNATURE {
        @Override
        boolean trusts(Presented token) {
            return true;
        }
    },
    /** Verifies the signature by the key that is named, and looks at nothing else. */
    ONLY_SIGNATURE {
        @Override
        boolean trusts(Presented token) throws Exception {
            return token.isSignedByOneOf(token.named());
        }
    },
    /** Tries every key that it knows, whatever the key is called or meant for. */
    EVERY_KEY {
        @Override
        boolean trusts(Presented token) throws Exception {
            return token.isSignedByOneOf(token.keys());
        }
    },
    /** Knows that a token may say that it is not signed. */
    NONE_IS_AN_ALGORITHM {
        @Override
        boolean trusts(Presented token) throws Exception {
            boolean isNone = token.algorithm().isEmpty() || token.algorithm().equalsIgnoreCase("none");
            return isNone || ONLY_SIGNATURE.trusts(token);
        }
    },
    /** Verifies a signature where there is one. */
    SIGNATURE_IF_ANY {
        @Override
        boolean trusts(Presented token) throws Exception {
            return token.signature().length == 0 || ONLY_SIGNATURE.trusts(token);
        }
    },
    /** Hands the provider's public key, in whatever form, to whatever algorithm the token names. */
    PUBLIC_KEY_AS_SECRET {
        @Override
        boolean trusts(Presented token) throws Exception {
            for (JsonObject key : token.named()) {
                if (token.isSealedWith(Jca.publicKey(key).getEncoded())
                        || token.isSealedWith(key.toString().getBytes(UTF_8))) {
                    return true;
                }
            }
            return false;
        }
    },
    /** Takes HMAC with the client's secret from whoever knows it, in a client that many have a copy of. */
    CLIENT_SECRET {
        @Override
        boolean trusts(Presented token) throws Exception {
            return token.isSealedWith(FakeOidcUpstream.CLIENT_SECRET.getBytes(UTF_8));
        }
    },
    /** Takes a secret that everybody can read for a secret. */
    PUBLISHED_SECRET {
        @Override
        boolean trusts(Presented token) throws Exception {
            for (JsonObject key : token.named()) {
                if (key.has("k")
                        && token.isSealedWith(
                                Base64.getUrlDecoder().decode(key.get("k").getAsString()))) {
                    return true;
                }
            }
            return false;
        }
    },
    /** Trusts the key that the token brings along, or says where to find. */
    KEY_OF_THE_TOKEN {
        @Override
        boolean trusts(Presented token) throws Exception {
            JsonObject header = token.header();
            if (header.has("jwk")) {
                return token.isSignedBy(Jca.publicKey(header.getAsJsonObject("jwk")));
            }
            if (header.has("x5c")) {
                return token.isSignedBy(
                        Jca.certificate(header.getAsJsonArray("x5c").get(0).getAsString())
                                .getPublicKey());
            }
            // What it would find there.
            boolean hasAddress = header.has("jku") || header.has("x5u");
            return hasAddress && token.isSignedBy(TestKeys.STRANGER.getPublic());
        }
    },
    /** Does what the formula says, without the checks around it: numbers in range, the point on its curve. */
    TEXTBOOK_ECDSA {
        @Override
        boolean trusts(Presented token) throws Exception {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (JsonObject key : token.named()) {
                if (TextbookEcdsa.verifies(key, sha.digest(token.input()), token.signature())) {
                    return true;
                }
            }
            return false;
        }
    },
    /** Raises to the power of whatever exponent, modulo whatever number. */
    TEXTBOOK_RSA {
        @Override
        boolean trusts(Presented token) throws Exception {
            return TextbookRsa.verifies(token.named().get(0), token.input(), token.signature(), true);
        }
    },
    /** Reads what RSA gives from the left, and does not notice what stands behind the digest. */
    PADDING_NOT_READ_TO_ITS_END {
        @Override
        boolean trusts(Presented token) throws Exception {
            return TextbookRsa.verifies(token.named().get(0), token.input(), token.signature(), false);
        }
    },
    /** Knows people by their mail address, which others may give them. */
    MAIL_FOR_SUBJECT {
        @Override
        boolean trusts(Presented token) throws Exception {
            return ONLY_SIGNATURE.trusts(token);
        }

        @Override
        String person(JsonObject claims) {
            return claims.get("email").getAsString();
        }
    };

    abstract boolean trusts(Presented token) throws Exception;

    /** Whom the claims are about. */
    String person(JsonObject claims) {
        JsonElement subject = claims.get("sub");
        return subject.isJsonPrimitive() ? subject.getAsString() : subject.toString();
    }

    /** Whom it signs in; empty if nobody. */
    Optional<String> signIn(String token, String keySet) {
        try {
            Presented presented = Presented.read(token, keySet);
            return trusts(presented) ? Optional.of(person(presented.claims())) : Optional.empty();
        } catch (Exception e) { // refused, for whatever reason
            return Optional.empty();
        }
    }

    /**
     * A token, read without any limit, by parsers that forgive much.
     *
     * @param signed what the signature is of
     * @param encoded the signature
     * @param keys what the upstream publishes
     */
    record Presented(JsonObject header, JsonObject claims, String signed, String encoded, List<JsonObject> keys) {

        static Presented read(String token, String keySet) {
            String[] parts = token.split("\\.", -1);
            List<JsonObject> keys = new ArrayList<>();
            JsonParser.parseString(keySet)
                    .getAsJsonObject()
                    .getAsJsonArray("keys")
                    .forEach(key -> keys.add(key.getAsJsonObject()));
            return new Presented(object(parts[0]), object(parts[1]), parts[0] + "." + parts[1], parts[2], keys);
        }

        private static JsonObject object(String part) {
            return JsonParser.parseString(new String(Base64.getUrlDecoder().decode(part), UTF_8))
                    .getAsJsonObject();
        }

        byte[] input() {
            return signed.getBytes(US_ASCII);
        }

        byte[] signature() {
            return Base64.getUrlDecoder().decode(encoded);
        }

        String algorithm() {
            return header.has("alg") ? header.get("alg").getAsString() : "RS256";
        }

        List<JsonObject> named() {
            return header.has("kid")
                    ? keys.stream()
                            .filter(key -> key.get("kid").equals(header.get("kid")))
                            .toList()
                    : keys;
        }

        boolean isSignedByOneOf(List<JsonObject> some) throws Exception {
            for (JsonObject key : some) {
                if (Jca.fits(key, algorithm()) && isSignedBy(Jca.publicKey(key))) {
                    return true;
                }
            }
            return false;
        }

        boolean isSignedBy(java.security.PublicKey key) throws Exception {
            return Jca.verifies(algorithm(), key, input(), signature());
        }

        boolean isSealedWith(byte[] secret) throws Exception {
            return algorithm().equals("HS256") && MessageDigest.isEqual(Jca.hmac(secret, input()), signature());
        }
    }
}
