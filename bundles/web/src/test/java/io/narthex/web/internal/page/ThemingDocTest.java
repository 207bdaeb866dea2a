package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.asset.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Test;

/** Holds docs/theming.md against the code. */
public class ThemingDocTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TAG = Pattern.compile("\\{\\{[#^/]?(\\w+)}}");

    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");

    private List<String> lines = List.of();

    @Before
    public void read() throws IOException {
        lines = Files.readAllLines(Path.of("../../docs/theming.md"));
    }

    @Test
    public void listsTheVariablesOfEveryTemplate() {
        Texts texts = BuiltIn.languages().get(0);
        Icons icons = new Icons(new Assets(Optional::empty), "");
        for (Page page : SamplePages.filledWith("value")) {
            Set<String> offered = names(page.variables(texts, icons));
            offered.removeAll(documented("every one"));
            Set<String> documented = documented("`" + page.template() + "`");
            if (page instanceof ErrorPage) {
                // not every error has a way on, whose label and address are the two
                offered.addAll(Set.of("url", "label"));
            }
            documented.remove("icon");
            assertEquals(page.template(), documented, offered);
        }
    }

    @Test
    public void listsTheVariablesThatEveryTemplateHas() {
        Set<String> used = new TreeSet<>();
        for (String name : List.of("header", "footer")) {
            TAG.matcher(BuiltIn.templates().getOrDefault(name, "")).results().forEach(tag -> used.add(tag.group(1)));
        }
        used.addAll(Set.of("base", "title", "script"));
        assertEquals(used, documented("every one"));
    }

    @Test
    public void namesNothingThatIsNotThere() {
        Assets assets = new Assets(Optional::empty);
        String text = String.join("\n", lines);
        for (String name : List.of("issuerName", "theme.dir", "footer.note", "static/main.css")) {
            assertTrue(name, text.contains(name));
        }
        assertTrue(assets.find("static/main.css").isPresent());
        assertTrue(BuiltIn.languages().get(0).messages().containsKey("footer.note"));
        LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .forEach(link -> assertTrue(link, Files.exists(Path.of("../../docs", link))));
    }

    private Set<String> documented(String template) {
        return lines.stream()
                .filter(line -> line.startsWith("| " + template + " |"))
                .flatMap(line -> CODE.matcher(line.split("\\|", -1)[3]).results())
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Map<?, ?> variables) {
        Set<String> names = new TreeSet<>();
        variables.forEach((name, value) -> {
            names.add((String) name);
            if (value instanceof Map<?, ?> map) {
                names.addAll(names(map));
            } else if (value instanceof Collection<?> list) {
                list.forEach(element -> names.addAll(element instanceof Map<?, ?> map ? names(map) : Set.of()));
            }
        });
        return names;
    }
}
