package io.narthex.web.internal.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that there are texts in. */
final class Languages {

    private static final int MOST_ASKED = 16;

    private final Map<Locale, Texts> texts = new LinkedHashMap<>();
    private final Texts byDefault;

    /** The first one serves those who understand none of them. */
    Languages(Collection<Texts> languages) {
        languages.forEach(language -> texts.put(language.locale(), language));
        this.byDefault = languages.iterator().next();
    }

    /** The texts for who prefers these languages, in this order. */
    Texts choose(List<Locale> preferred) {
        return preferred.stream()
                .limit(MOST_ASKED)
                .map(this::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(byDefault);
    }

    Collection<Texts> all() {
        return texts.values();
    }

    private Optional<Texts> find(Locale wanted) {
        return Optional.ofNullable(texts.get(wanted))
                .or(() -> Optional.ofNullable(texts.get(Locale.forLanguageTag(wanted.getLanguage()))))
                .or(() -> texts.values().stream()
                        .filter(candidate -> candidate.locale().getLanguage().equals(wanted.getLanguage()))
                        .findFirst());
    }
}
