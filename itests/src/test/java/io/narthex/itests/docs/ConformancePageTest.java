package io.narthex.itests.docs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** {@code docs/conformance.md} and {@code docs/protocol.md} name no test that is not there. */
public class ConformancePageTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)\\.([a-z][A-Za-z0-9]*)`");
    private static final Pattern METHOD = Pattern.compile("public void ([a-z][A-Za-z0-9]*)\\(");

    @Test
    public void namesOnlyTestsThatAreThere() throws IOException {
        Map<String, List<String>> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String page : List.of("docs/conformance.md", "docs/protocol.md")) {
            Matcher test = NAMED.matcher(Files.readString(PROJECT.resolve(page)));
            while (test.find()) {
                named++;
                if (!tests.getOrDefault(test.group(1), List.of()).contains(test.group(2))) {
                    missing.add(page + ": " + test.group());
                }
            }
        }
        assertTrue("tests named: " + named, named > 40);
        assertEquals(List.of(), missing);
    }

    /** The methods of all test classes, by the simple name of the class; two of one name count together. */
    private static Map<String, List<String>> tests() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Collectors.flatMapping(ConformancePageTest::methods, Collectors.toList())));
        }
    }

    private static Stream<String> methods(Path file) {
        try {
            return METHOD.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
