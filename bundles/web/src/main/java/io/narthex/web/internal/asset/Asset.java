package io.narthex.web.internal.asset;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file ready to be sent. */
public final class Asset {

    private final byte[] content;
    private final String contentType;
    private final String version;

    Asset(byte[] content, String contentType) {
        this.content = content.clone();
        this.contentType = contentType;
        this.version = digest(content);
    }

    /** The value of the Content-Type header. */
    public String contentType() {
        return contentType;
    }

    /** Changes whenever the content does. */
    public String version() {
        return version;
    }

    /** How many bytes it has. */
    public int length() {
        return content.length;
    }

    /** Writes the content. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java runtime has it", e);
        }
    }
}
