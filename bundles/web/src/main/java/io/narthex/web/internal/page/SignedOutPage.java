package io.narthex.web.internal.page;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says that the person is signed out. Lets the browser load what ends their sessions at applications, and takes them on from
 * there.
 *
 * @param again a path of ours that leads to another sign-in
 * @param frames what the browser is to load; OpenID Connect Front-Channel Logout 1.0, section 3
 * @param onward where the person goes on to, by our script or the link; empty to stay
 */
public record SignedOutPage(String again, List<URI> frames, Optional<String> onward) implements Page {

    /** Checks the address and copies the list. */
    public SignedOutPage {
        again = Addresses.checked("again", again);
        frames = List.copyOf(frames);
        onward = onward.map(address -> Addresses.checkedAbsolute("onward", address));
    }

    /** The page for somebody who stays, with nothing more to do. */
    public SignedOutPage(String again) {
        this(again, List.of(), Optional.empty());
    }

    @Override
    public String template() {
        return "signed-out";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("title", texts.get("signedOut.title"));
        variables.put("lead", texts.get("signedOut.lead"));
        variables.put("hint", texts.get("signedOut.hint"));
        variables.put("frames", frames.stream().map(URI::toString).toList());
        variables.put("again", Map.of("url", again, "label", texts.get("signedOut.again")));
        variables.put("stays", onward.isEmpty());
        variables.put(
                "onward",
                onward.isPresent() ? Map.of("url", onward.get(), "label", texts.get("signedOut.onward")) : false);
        return variables;
    }

    /** Without the addresses. */
    @Override
    public String toString() {
        return "SignedOutPage[frames=" + frames.size() + "]";
    }
}
