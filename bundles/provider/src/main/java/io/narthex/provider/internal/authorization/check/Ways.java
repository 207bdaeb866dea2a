package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.Parameters;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which ways an answer may travel. */
final class Ways {

    private Ways() {}

    /** Whether an answer with such things in it may travel so: tokens not in a query, and forms only to web addresses. */
    static boolean suits(ResponseMode mode, Set<ResponseType> types, String redirectUri) {
        return switch (mode) {
            case QUERY -> ResponseMode.byDefault(types) == ResponseMode.QUERY;
            case FRAGMENT -> true;
            case FORM_POST -> isWeb(redirectUri);
        };
    }

    /**
     * How an error travels as long as nothing of the request has been checked but where it goes: as the client asks, if that
     * can be made out and suits, and otherwise as an answer would that it names no way for.
     */
    static ResponseMode ofErrors(Parameters parameters, String redirectUri) {
        Set<ResponseType> types = ResponseType.set(
                String.join(" ", values(parameters, "response_type")).replaceAll("\\s+", " "));
        List<String> asked = values(parameters, "response_mode");
        return asked.stream()
                .filter(word -> asked.size() == 1)
                .flatMap(word -> ResponseMode.of(word).stream())
                .filter(mode -> suits(mode, types, redirectUri))
                .findFirst()
                .orElseGet(() -> ResponseMode.byDefault(types));
    }

    private static List<String> values(Parameters parameters, String name) {
        return parameters.all().getOrDefault(name, List.of());
    }

    private static boolean isWeb(String redirectUri) {
        String lower = redirectUri.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
