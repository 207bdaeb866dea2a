package io.narthex.web.internal.page;

import io.narthex.provider.TooManyAttemptsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a user name and a password. Posts {@code login} and {@code password}.
 *
 * @param form where to, and what goes with it
 * @param connectorName the name of what checks the password
 * @param usernameLabel the connector's own label for the user name; empty for ours
 * @param username what the person typed last time; empty at first
 * @param notice what went wrong last time
 * @param back a path that leads back to the choice of connectors; empty if there is no choice
 */
public record PasswordPage(
        PostForm form,
        String connectorName,
        Optional<String> usernameLabel,
        String username,
        Notice notice,
        Optional<String> back)
        implements Page {

    /** Why the page is shown again. */
    public enum Notice {
        /** It is shown for the first time. */
        NONE(200, ""),
        /** User name or password were wrong. */
        WRONG(401, "password.wrong"),
        /** The password could not be checked just now. */
        UNAVAILABLE(503, "password.unavailable"),
        /** Too many attempts. */
        TOO_MANY(429, "password.tooMany");

        private final int status;
        private final String key;

        Notice(int status, String key) {
            this.status = status;
            this.key = key;
        }
    }

    /** Checks the address. */
    public PasswordPage {
        back = back.map(href -> Addresses.checked("back", href));
    }

    /** The page as it is shown first. */
    public static PasswordPage first(PostForm form, String connectorName) {
        return new PasswordPage(form, connectorName, Optional.empty(), "", Notice.NONE, Optional.empty());
    }

    /** With the connector's own label for the user name. */
    public PasswordPage withUsernameLabel(String label) {
        return new PasswordPage(form, connectorName, Optional.of(label), username, notice, back);
    }

    /** With a way back to the choice of connectors. */
    public PasswordPage withBack(String href) {
        return new PasswordPage(form, connectorName, usernameLabel, username, notice, Optional.of(href));
    }

    /** Shown again, with the user name as it was typed. */
    public PasswordPage again(String typedUsername, Notice why) {
        return new PasswordPage(form, connectorName, usernameLabel, typedUsername, why, back);
    }

    @Override
    public int status() {
        return notice.status;
    }

    @Override
    public int retrySeconds() {
        return notice == Notice.TOO_MANY
                ? Math.toIntExact(TooManyAttemptsException.RETRY_AFTER.toSeconds())
                : Page.super.retrySeconds();
    }

    @Override
    public String template() {
        return "password";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        String title = texts.get("password.title");
        boolean failed = notice != Notice.NONE;
        Map<String, Object> variables = new HashMap<>();
        variables.put("pageTitle", failed ? texts.get("password.again", title) : title);
        variables.put("title", title);
        variables.put("lead", texts.get("password.lead", connectorName));
        variables.put("action", form.action());
        variables.put("hidden", form.hidden());
        variables.put("usernameLabel", usernameLabel.map(Texts::shown).orElseGet(() -> texts.get("password.username")));
        variables.put("username", username);
        variables.put("passwordLabel", texts.get("password.password"));
        variables.put("submit", texts.get("password.submit"));
        variables.put("notice", failed ? texts.get(notice.key) : "");
        variables.put("wrong", notice == Notice.WRONG);
        // Who has typed a name already goes on with the password; who has not begins with the name.
        variables.put("passwordFirst", !username.isEmpty());
        variables.put(
                "back", back.isPresent() ? Map.of("url", back.get(), "label", texts.get("password.back")) : false);
        return variables;
    }

    /** Without the user name and the hidden values. */
    @Override
    public String toString() {
        return "PasswordPage[connectorName=" + connectorName + ", notice=" + notice + "]";
    }
}
