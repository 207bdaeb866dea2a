package io.narthex.connector.oidc.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** A certificate that an RSA key signs for itself. */
final class TestCertificate {

    private TestCertificate() {}

    static String base64(KeyPair pair) {
        byte[] algorithm = der(0x30, der(0x06, hex("2a864886f70d01010b")), hex("0500"));
        byte[] name = der(0x30, der(0x31, der(0x30, der(0x06, hex("550403")), der(0x0c, text("evil")))));
        byte[] times = der(0x30, der(0x17, text("200101000000Z")), der(0x17, text("490101000000Z")));
        byte[] body = der(
                0x30,
                der(0x02, hex("01")),
                algorithm,
                name,
                times,
                name,
                pair.getPublic().getEncoded());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            byte[] encoded = der(0x30, body, algorithm, der(0x03, new byte[1], signature.sign()));
            return Base64.getEncoder().encodeToString(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length >= 256) {
            all.write(0x82);
            all.write(length >> 8);
        } else if (length >= 128) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
