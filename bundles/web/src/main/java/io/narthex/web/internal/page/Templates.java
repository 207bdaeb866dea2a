package io.narthex.web.internal.page;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A set of templates that may include one another. Compiled at first use; a variable that is missing is an error. */
final class Templates {

    /** Enough for text and for quoted attributes, and leaves addresses legible. */
    private static final Mustache.Escaper ESCAPER = Escapers.simple(
            new String[][] {{"&", "&amp;"}, {"'", "&#39;"}, {"\"", "&quot;"}, {"<", "&lt;"}, {">", "&gt;"}});

    /** Looks for variables in maps and not among the methods of Java objects, as JMustache would: a text has an "empty". */
    private static final class MapsOnly extends DefaultCollector {
        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map ? super.createFetcher(context, name) : null;
        }
    }

    private final Map<String, String> sources;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler;

    Templates(Map<String, String> sources) {
        this.sources = Map.copyOf(sources);
        this.compiler = Mustache.compiler()
                .withEscaper(ESCAPER)
                .withCollector(new MapsOnly())
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withLoader(name -> new StringReader(source(name)));
    }

    /**
     * Fills in a template.
     *
     * @throws MustacheException if the template is malformed, or needs a template or variable that is not there
     */
    String render(String name, Map<String, Object> variables) {
        return compiled.computeIfAbsent(name, missing -> compiler.compile(source(missing)))
                .execute(variables);
    }

    private String source(String name) {
        String source = sources.get(name);
        if (source == null) {
            throw new MustacheException(name + ": no such template");
        }
        return source;
    }
}
