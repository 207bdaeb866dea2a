package io.narthex.web.internal.page;

import io.narthex.provider.AboutClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks whether an application may have what it asked for. Posts {@code approval}, which is {@code approve} or
 * {@code rejected}.
 *
 * @param form where to, and what goes with it
 * @param userName who is signed in
 * @param clientName the application that asked
 * @param scopes the scopes asked for, as they were asked for
 * @param deviceCode the code that the person's device must show; empty where no device waits
 * @param destination where the answer goes, if nobody vouches for the application; an empty text if it goes to no address
 * @param about what the application shows of itself
 */
public record ApprovalPage(
        PostForm form,
        String userName,
        String clientName,
        List<String> scopes,
        Optional<String> deviceCode,
        Optional<String> destination,
        AboutClient about)
        implements Page {

    /** Copies the scopes. */
    public ApprovalPage {
        scopes = List.copyOf(scopes);
        Stream.of(about.logo(), about.home(), about.policy(), about.terms())
                .flatMap(Optional::stream)
                .forEach(address -> Addresses.checkedWeb("about", address));
    }

    /** The page where no device waits. */
    public ApprovalPage(PostForm form, String userName, String clientName, List<String> scopes) {
        this(form, userName, clientName, scopes, Optional.empty(), Optional.empty(), AboutClient.NOTHING);
    }

    @Override
    public String template() {
        return "approval";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        List<String> described = ScopeTexts.describe(scopes, texts);
        List<Map<String, Object>> links = links(texts);
        return Map.ofEntries(
                Map.entry("title", texts.get("approval.title")),
                Map.entry("lead", texts.get(described.isEmpty() ? "approval.leadOnly" : "approval.lead", clientName)),
                Map.entry("user", Texts.shown(userName)),
                Map.entry("userLabel", texts.get("approval.user")),
                Map.entry("client", Texts.shown(clientName)),
                Map.entry("listLabel", texts.get("approval.list", clientName)),
                Map.entry(
                        "warning",
                        destination
                                .map(host -> host.isEmpty()
                                        ? texts.get("approval.unchecked")
                                        : texts.get("approval.warning", host))
                                .orElse("")),
                Map.entry("scopes", described),
                Map.entry("hasScopes", !described.isEmpty()),
                Map.entry(
                        "device",
                        deviceCode
                                .map(code -> texts.get("approval.device", code))
                                .orElse("")),
                Map.entry("clientLogo", about.logo().map(URI::toASCIIString).orElse("")),
                Map.entry("links", links),
                Map.entry("hasLinks", !links.isEmpty()),
                Map.entry("action", form.action()),
                Map.entry("hidden", form.hidden()),
                Map.entry("approve", texts.get("approval.approve")),
                Map.entry("reject", texts.get("approval.reject")),
                Map.entry("hint", texts.get("approval.hint", clientName)));
    }

    private List<Map<String, Object>> links(Texts texts) {
        List<Map<String, Object>> links = new ArrayList<>();
        about.home().ifPresent(address -> links.add(link(address, texts.get("approval.home", clientName))));
        about.policy().ifPresent(address -> links.add(link(address, texts.get("approval.policy", clientName))));
        about.terms().ifPresent(address -> links.add(link(address, texts.get("approval.terms", clientName))));
        return links;
    }

    private static Map<String, Object> link(URI address, String label) {
        return Map.of("url", address.toASCIIString(), "label", label);
    }
}
