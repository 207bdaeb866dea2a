package io.narthex.web.internal.page;

import io.narthex.settings.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the pages look at this installation.
 *
 * @param issuerName the name that people see
 * @param basePath the path of the issuer, without a slash at its end; empty if it has none
 * @param folder the operator's own templates, texts and files; empty for the built-in ones
 */
public record Look(String issuerName, String basePath, Optional<Path> folder) {

    /** The name where the operator gives none. */
    public static final String DEFAULT_NAME = "Narthex";

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if the path is not empty and not a path of ours, or ends with a slash
     */
    public Look {
        if (!basePath.isEmpty() && (basePath.endsWith("/") || !Addresses.isPath(basePath))) {
            throw new IllegalArgumentException(
                    "basePath: expected nothing or a path without a slash at its end, got '" + basePath + "'");
        }
    }

    /** Narthex's own look. */
    public static Look builtIn(String basePath) {
        return new Look(DEFAULT_NAME, basePath, Optional.empty());
    }

    /**
     * Reads {@code issuerName} and {@code theme.dir}. The folder need not exist yet: until it does, the built-in look serves.
     *
     * @param settings what the operator wrote
     * @param basePath the path of the issuer
     * @param home what a relative folder is relative to
     * @throws io.narthex.settings.InvalidSettingException if a value is wrong
     */
    public static Look from(Settings settings, String basePath, Path home) {
        Optional<Path> folder = settings.optionalText("theme.dir").map(value -> {
            try {
                return home.resolve(value).normalize();
            } catch (InvalidPathException e) {
                throw settings.wrong("theme.dir", "the path of a folder", value);
            }
        });
        return new Look(settings.text("issuerName", DEFAULT_NAME), basePath, folder);
    }
}
