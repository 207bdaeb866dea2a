package io.narthex.web.internal.page;

import java.util.Map;

/**
 * Asks whether the person wants to go on as whom they are signed in. The form says yes.
 *
 * @param form where to, and what goes with it
 * @param userName who is signed in
 * @param clientName the application that asked
 * @param other a path of ours that leads to another sign-in
 */
public record AccountChoicePage(PostForm form, String userName, String clientName, String other) implements Page {

    /** Checks the address. */
    public AccountChoicePage {
        other = Addresses.checked("other", other);
    }

    @Override
    public String template() {
        return "choose";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("choose.title"),
                "lead", texts.get("choose.lead", clientName),
                "user", Texts.shown(userName),
                "client", Texts.shown(clientName),
                "action", form.action(),
                "hidden", form.hidden(),
                "goOn", texts.get("choose.goOn", userName),
                "other", Map.of("url", other, "label", texts.get("choose.other")));
    }
}
