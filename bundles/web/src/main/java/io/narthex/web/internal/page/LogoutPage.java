package io.narthex.web.internal.page;

import java.util.Map;
import java.util.Optional;

/**
 * Asks whether somebody really wants to sign out, where nothing proves that they have asked for it. Posts {@code logout}.
 *
 * @param form where to, and what goes with it
 * @param userName who is signed in
 * @param clientName the application that asks; empty if none does
 * @param stay a path of ours to go on to without signing out
 */
public record LogoutPage(PostForm form, String userName, Optional<String> clientName, String stay) implements Page {

    /** Checks the address. */
    public LogoutPage {
        stay = Addresses.checked("stay", stay);
    }

    @Override
    public String template() {
        return "logout";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("logout.title"),
                "lead",
                        clientName
                                .map(name -> texts.get("logout.leadClient", name))
                                .orElseGet(() -> texts.get("logout.lead")),
                "user", Texts.shown(userName),
                "userLabel", texts.get("approval.user"),
                "action", form.action(),
                "hidden", form.hidden(),
                "submit", texts.get("logout.submit"),
                "stay", Map.of("url", stay, "label", texts.get("logout.stay")));
    }
}
