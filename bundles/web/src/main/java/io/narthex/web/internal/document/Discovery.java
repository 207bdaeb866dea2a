package io.narthex.web.internal.document;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.narthex.protocol.Digests;
import io.narthex.provider.ProviderSettings;
import io.narthex.web.internal.document.metadata.Metadata;
import java.nio.charset.StandardCharsets;

/** The metadata as a document. */
final class Discovery {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Discovery() {}

    static Document document(ProviderSettings settings) {
        byte[] content = (GSON.toJson(Metadata.of(settings)) + "\n").getBytes(StandardCharsets.UTF_8);
        String digest = Digests.base64Url(Digests.sha256(content)).substring(0, 22);
        return new Document(content, '"' + digest + '"', "public, max-age=300, must-revalidate");
    }
}
