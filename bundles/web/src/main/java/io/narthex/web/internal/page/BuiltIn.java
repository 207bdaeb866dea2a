package io.narthex.web.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The templates and texts that come with the bundle. */
final class BuiltIn {

    static final List<String> TEMPLATES = List.of(
            "login",
            "password",
            "approval",
            "choose",
            "account",
            "logout",
            "signed-out",
            "device",
            "device-ready",
            "code",
            "error",
            "post",
            "follow",
            "header",
            "footer");

    /** The first one is complete by definition; the others are compared with it by a test. */
    static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private BuiltIn() {}

    static Map<String, String> templates() {
        Map<String, String> templates = new LinkedHashMap<>();
        for (String name : TEMPLATES) {
            templates.put(name, read("templates/" + name + ".mustache"));
        }
        return templates;
    }

    static List<Texts> languages() {
        return LOCALES.stream()
                .map(locale -> new Texts(locale, messages("messages_" + locale.toLanguageTag() + ".properties")))
                .toList();
    }

    static Map<String, String> parse(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> messages = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> messages.put(key, properties.getProperty(key)));
        return messages;
    }

    private static Map<String, String> messages(String name) {
        try (InputStream in = open(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String read(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = BuiltIn.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + ": missing from the bundle");
        }
        return in;
    }
}
