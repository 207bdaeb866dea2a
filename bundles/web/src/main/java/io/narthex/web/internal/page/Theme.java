package io.narthex.web.internal.page;

import com.samskivert.mustache.MustacheException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's folder as it was at one moment: texts over ours, and templates of their own. */
final class Theme {

    private static final Logger log = LoggerFactory.getLogger(Theme.class);

    private final Languages languages;
    private final Templates templates;
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final boolean plain;

    /**
     * A theme.
     *
     * @param languages the texts
     * @param own the operator's templates, by name
     */
    Theme(Languages languages, Map<String, String> own) {
        this.languages = languages;
        this.plain = own.isEmpty();
        Map<String, String> all = BuiltIn.templates();
        all.putAll(own);
        this.templates = new Templates(all);
    }

    Languages languages() {
        return languages;
    }

    /** The page; empty if the operator has no templates, or this one does not work, which is logged once. */
    Optional<String> render(String name, Map<String, Object> variables) {
        if (plain || broken.contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(templates.render(name, variables));
        } catch (MustacheException | StackOverflowError e) {
            // The overflow comes from a template that includes itself, which only its execution shows.
            if (broken.add(name)) {
                log.warn(
                        "{}.mustache: the template of the theme does not work, ours is used until it is changed: {}",
                        name,
                        e.toString());
            }
            return Optional.empty();
        }
    }
}
