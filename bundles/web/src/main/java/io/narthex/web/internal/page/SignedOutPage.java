package io.narthex.web.internal.page;

import java.util.Map;

/**
 * Says that the person is signed out.
 *
 * @param again a path of ours that leads to another sign-in
 */
public record SignedOutPage(String again) implements Page {

    /** Checks the address. */
    public SignedOutPage {
        again = Addresses.checked("again", again);
    }

    @Override
    public String template() {
        return "signed-out";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("signedOut.title"),
                "lead", texts.get("signedOut.lead"),
                "hint", texts.get("signedOut.hint"),
                "again", Map.of("url", again, "label", texts.get("signedOut.again")));
    }
}
