package io.narthex.web.internal.page;

import io.narthex.provider.Account;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;

/**
 * Shows people where they are signed in and what they let in. Posts {@link #END} with a session, {@link #END_ALL}, or
 * {@link #REMOVE} with an application.
 *
 * @param form where to, and what goes with it
 * @param view what there is to see
 */
public record AccountPage(PostForm form, Account.View view) implements Page {

    /** The field that names the session to end. */
    public static final String END = "end";

    /** The field that is there if all sessions shall end. */
    public static final String END_ALL = "end_all";

    /** The field that names the application whose access shall be taken back. */
    public static final String REMOVE = "remove";

    @Override
    public String template() {
        return "account";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.ofEntries(
                Map.entry("title", texts.get("account.title")),
                Map.entry("user", Texts.shown(view.userName())),
                Map.entry("userLabel", texts.get("approval.user")),
                Map.entry("action", form.action()),
                Map.entry("hidden", form.hidden()),
                Map.entry("sessionsLabel", texts.get("account.sessions")),
                Map.entry(
                        "sessions",
                        view.sessions().stream()
                                .map(session -> variables(session, texts))
                                .toList()),
                Map.entry("endAll", texts.get("account.endAll")),
                Map.entry("applicationsLabel", texts.get("account.applications")),
                Map.entry(
                        "applications",
                        view.applications().stream()
                                .map(application -> variables(application, texts))
                                .toList()),
                Map.entry("noApplications", view.applications().isEmpty() ? texts.get("account.noApplications") : ""),
                Map.entry("hint", texts.get("account.hint")));
    }

    private static Map<String, Object> variables(Account.OpenSession session, Texts texts) {
        String since = time(session.since(), texts);
        List<String> names = session.clientNames().stream().distinct().toList();
        return Map.of(
                "id", session.id(),
                "isThis", session.isThis(),
                "name", texts.get(session.isThis() ? "account.here" : "account.elsewhere"),
                "since", texts.get("account.since", since, session.connectorName()),
                "lastUsed", texts.get("account.lastUsed", time(session.lastUsed(), texts)),
                "clients", names.isEmpty() ? "" : texts.get("account.clients", String.join(", ", names)),
                "end", texts.get(session.isThis() ? "account.endHere" : "account.end"),
                "endLabel", texts.get(session.isThis() ? "account.endHere" : "account.endLabel", since));
    }

    private static Map<String, Object> variables(Account.Application application, Texts texts) {
        return Map.of(
                "id", application.clientId(),
                "name", Texts.shown(application.name()),
                "since", texts.get("account.letInSince", time(application.since(), texts)),
                "scopes", ScopeTexts.describe(application.scopes(), texts),
                "open",
                        application
                                .address()
                                .map(URI::toString)
                                .<Object>map(url -> Map.of(
                                        "url", Addresses.checked("address", url),
                                        "label", texts.get("account.open"),
                                        "longLabel", texts.get("account.openLabel", application.name())))
                                .orElse(false),
                "remove", texts.get("account.remove"),
                "removeLabel", texts.get("account.removeLabel", application.name()));
    }

    /** We do not know the reader's time zone. */
    private static String time(Instant at, Texts texts) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(texts.locale())
                        .withZone(ZoneOffset.UTC)
                        .format(at)
                + " UTC";
    }
}
