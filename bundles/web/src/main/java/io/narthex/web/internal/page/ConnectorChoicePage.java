package io.narthex.web.internal.page;

import java.util.List;
import java.util.Map;

/**
 * Asks how the person wants to sign in.
 *
 * @param clientName the application that asked
 * @param options the ways in, in the order to show them
 */
public record ConnectorChoicePage(String clientName, List<Option> options) implements Page {

    /** From so many on, the names stand alone and in two columns, where there is room. */
    private static final int MANY = 8;

    /**
     * One way in.
     *
     * @param id of the connector; the operator may give an icon of this name
     * @param name for the person
     * @param type of the connector, decides the icon
     * @param href a path of ours
     */
    public record Option(String id, String name, String type, String href) {
        /** Checks the address. */
        public Option {
            href = Addresses.checked("href", href);
        }
    }

    /** Copies the options. */
    public ConnectorChoicePage {
        options = List.copyOf(options);
    }

    @Override
    public String template() {
        return "login";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("login.title"),
                "lead", texts.get("login.lead", clientName),
                "client", Texts.shown(clientName),
                "listLabel", texts.get("login.list"),
                "many", options.size() >= MANY,
                "connectors",
                        options.stream()
                                .map(option -> variables(option, texts, icons))
                                .toList(),
                "empty", options.isEmpty() ? texts.get("login.empty") : "");
    }

    private Map<String, Object> variables(Option option, Texts texts, Icons icons) {
        return Map.of(
                "id", option.id(),
                "name", Texts.shown(option.name()),
                "type", option.type(),
                "icon", icons.href(option.id(), option.type()),
                "url", option.href(),
                "label", options.size() < MANY ? texts.get("login.with", option.name()) : Texts.shown(option.name()));
    }
}
