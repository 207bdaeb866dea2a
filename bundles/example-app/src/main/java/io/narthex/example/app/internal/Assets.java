package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.WebHandler;
import io.narthex.example.app.internal.http.WebRequest;
import io.narthex.example.app.internal.http.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file of the bundle, for everyone. */
final class Assets implements WebHandler {

    static final Assets STYLE = new Assets("style.css", "text/css; charset=utf-8");
    static final Assets ICON = new Assets("icon.svg", "image/svg+xml");

    private final WebResponse response;

    private Assets(String name, String type) {
        response = WebResponse.of(200, type, text(name).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "max-age=300");
    }

    @Override
    public WebResponse answer(WebRequest request) {
        return response;
    }

    /** The text of a file beside this class. */
    static String text(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return new String(
                    Optional.ofNullable(in)
                            .orElseThrow(() -> new IllegalStateException(name + ": missing from the bundle"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
