package io.narthex.provider.internal.connector;

import java.util.Map;

/** Which feature brings a type of connector. */
final class Features {

    /** The types of features that are not named after their one type. */
    private static final Map<String, String> FEATURES =
            Map.of("mockCallback", "mock", "mockPassword", "mock", "bitbucket-cloud", "bitbucket");

    private Features() {}

    static String of(String type) {
        return "narthex-connector-" + FEATURES.getOrDefault(type, type);
    }
}
