package io.narthex.web.internal.page;

import io.narthex.web.internal.asset.Assets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns pages into HTML. Safe for use by many threads. */
public final class PageRenderer {

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");

    private final Supplier<Look> looks;
    private final Assets assets;
    private final Templates builtIn = new Templates(BuiltIn.templates());
    private final Themes themes = new Themes();

    /**
     * A renderer.
     *
     * @param looks the look, asked for at every page
     * @param assets the files that pages refer to, of the same look
     */
    public PageRenderer(Supplier<Look> looks, Assets assets) {
        this.looks = looks;
        this.assets = assets;
    }

    /**
     * The page as HTML. The operator's template serves if there is one and it works, else ours.
     *
     * @param page what to show
     * @param locales the languages that the reader prefers, best first; may be empty
     */
    public String render(Page page, List<Locale> locales) {
        Look look = looks.get();
        Theme theme = themes.current(look.folder());
        Texts texts = theme.languages().choose(locales);
        Map<String, Object> variables = variables(page, texts, look);
        return theme.render(page.template(), variables).orElseGet(() -> builtIn.render(page.template(), variables));
    }

    private Map<String, Object> variables(Page page, Texts texts, Look look) {
        Map<String, Object> own = page.variables(texts, new Icons(assets, look.basePath()));
        String language = texts.locale().getLanguage();
        Map<String, Object> all = new HashMap<>();
        all.put("lang", texts.locale().toLanguageTag());
        all.put("dir", RIGHT_TO_LEFT.contains(language) ? "rtl" : "ltr");
        all.put("page", page.template());
        all.put("pageTitle", own.getOrDefault("title", ""));
        all.put("issuerName", look.issuerName());
        all.put("base", look.basePath());
        all.put("styleSheet", assets.href(look.basePath(), "static/main.css"));
        all.put("themeStyleSheet", ownHref(look, "theme/styles.css").orElse(""));
        all.put("leaveScript", assets.href(look.basePath(), "static/leave.js"));
        all.put("script", assets.href(look.basePath(), "static/post.js"));
        all.put("logo", firstHref(look, List.of("theme/logo.svg", "theme/logo.png"), "static/logo.svg"));
        all.put(
                "icon",
                firstHref(
                        look,
                        List.of("theme/favicon.svg", "theme/favicon.ico", "theme/favicon.png"),
                        "static/favicon.svg"));
        all.put("footerNote", texts.get("footer.note"));
        all.putAll(own);
        return all;
    }

    private Optional<String> ownHref(Look look, String name) {
        return assets.findOwn(name).map(asset -> assets.href(look.basePath(), name));
    }

    private String firstHref(Look look, List<String> own, String byDefault) {
        return own.stream()
                .map(name -> ownHref(look, name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> assets.href(look.basePath(), byDefault));
    }
}
