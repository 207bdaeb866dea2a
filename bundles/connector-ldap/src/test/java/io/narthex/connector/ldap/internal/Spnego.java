package io.narthex.connector.ldap.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Messages of a negotiation, put together by hand as clients of many kinds would.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4178#section-4.2">RFC 4178, section 4.2</a>
 */
final class Spnego {

    static final String KERBEROS = "06092a864886f712010202";
    /** As Windows names it first, by an old mistake. */
    static final String KERBEROS_OF_WINDOWS = "06092a864882f712010202";

    static final String NEGOEX = "060a2b06010401823702021e";
    static final String NTLM = "060a2b06010401823702020a";

    /** The first message of NTLM. */
    static final byte[] NTLM_MESSAGE = HexFormat.of().parseHex("4e544c4d53535000010000000732000000000000000000");

    private static final String SPNEGO = "06062b0601050502";

    private Spnego() {}

    /** The first message: mechanisms, the preferred one first, and what is said in that one. */
    static byte[] first(List<String> mechanisms, Optional<byte[]> said) {
        byte[] types = der(
                0xa0,
                der(0x30, mechanisms.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new)));
        byte[] token = said.map(bytes -> der(0xa2, der(0x04, bytes))).orElse(new byte[0]);
        return der(0x60, HexFormat.of().parseHex(SPNEGO), der(0xa0, der(0x30, types, token)));
    }

    /** A later message. */
    static byte[] second(byte[] said) {
        return der(0xa1, der(0x30, der(0xa2, der(0x04, said))));
    }

    /** What is said in a first message in the preferred mechanism. */
    static byte[] said(byte[] first) {
        ByteBuffer in = content(ByteBuffer.wrap(first), 0x60);
        content(in, 0x06);
        ByteBuffer fields = content(content(in, 0xa0), 0x30);
        while ((fields.get(fields.position()) & 0xff) != 0xa2) {
            content(fields, fields.get(fields.position()) & 0xff);
        }
        ByteBuffer token = content(content(fields, 0xa2), 0x04);
        byte[] bytes = new byte[token.remaining()];
        token.get(bytes);
        return bytes;
    }

    private static ByteBuffer content(ByteBuffer in, int tag) {
        if ((in.get() & 0xff) != tag) {
            throw new IllegalArgumentException("expected tag " + tag);
        }
        int length = in.get() & 0xff;
        for (int bytes = length & 0x7f, more = length > 0x80 ? bytes : 0; more > 0; more--) {
            length = (more == bytes ? 0 : length << 8) | (in.get() & 0xff);
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(content::writeBytes);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length >= 128) {
            all.write(0x82);
            all.write(length >> 8);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
