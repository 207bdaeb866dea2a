package io.narthex.web.internal.document.metadata;

import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.ProviderSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** In which ways tokens can be had. */
final class Grants implements Subject {

    @Override
    public void describe(ProviderSettings settings, Map<String, Object> metadata) {
        metadata.put("grant_types_supported", grantTypes(settings));
        metadata.put(
                "response_types_supported",
                responseTypes(settings).map(ResponseType::words).toList());
        metadata.put(
                "response_modes_supported",
                Arrays.stream(ResponseMode.values()).map(ResponseMode::word).toList());
    }

    /** Those that are switched on; RFC 8414, section 2. What comes from the authorization endpoint is of the implicit grant. */
    private static List<String> grantTypes(ProviderSettings settings) {
        boolean implicit = responseTypes(settings).anyMatch(types -> !types.equals(Set.of(ResponseType.CODE)));
        Stream<String> atTheTokenEndpoint = GrantTypes.ALL.stream().filter(settings.oauth2()::allows);
        return Stream.concat(atTheTokenEndpoint, Stream.of(GrantTypes.IMPLICIT).filter(name -> implicit))
                .toList();
    }

    private static Stream<Set<ResponseType>> responseTypes(ProviderSettings settings) {
        return ResponseType.COMBINATIONS.stream().filter(settings.oauth2()::allows);
    }
}
