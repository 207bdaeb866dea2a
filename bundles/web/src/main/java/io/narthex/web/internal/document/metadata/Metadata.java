package io.narthex.web.internal.document.metadata;

import io.narthex.provider.ProviderSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the provider is able to do, and nothing that it is not; OpenID Connect Discovery 1.0, section 3, and RFC 8414, section
 * 2, which say the same in one document.
 */
public final class Metadata {

    private static final List<Subject> SUBJECTS = List.of(
            new Endpoints(), new Grants(), new Tokens(), new Requests(), new People(), new ClientAuthentication());

    private Metadata() {}

    /** All of it by name, in the order in which it is written. */
    public static Map<String, Object> of(ProviderSettings settings) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        SUBJECTS.forEach(subject -> subject.describe(settings, metadata));
        return metadata;
    }
}
