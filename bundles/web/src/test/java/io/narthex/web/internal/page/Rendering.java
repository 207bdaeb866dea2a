package io.narthex.web.internal.page;

import io.narthex.web.internal.asset.Assets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A renderer below {@code /dex}, with its files. */
final class Rendering {

    final Assets assets;
    private final PageRenderer renderer;

    private Rendering(Optional<Path> folder) {
        Look look = new Look("Acme", "/dex", folder);
        this.assets = new Assets(look::folder);
        this.renderer = new PageRenderer(() -> look, assets);
    }

    static Rendering builtIn() {
        return new Rendering(Optional.empty());
    }

    static Rendering themed(Path folder) {
        return new Rendering(Optional.of(folder));
    }

    String html(Page page, Locale... locales) {
        return renderer.render(page, List.of(locales));
    }

    Document parsed(Page page, Locale... locales) {
        return Jsoup.parse(html(page, locales), "http://127.0.0.1/");
    }
}
