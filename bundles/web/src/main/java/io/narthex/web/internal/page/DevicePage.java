package io.narthex.web.internal.page;

import java.util.HashMap;
import java.util.Map;

/**
 * Asks for the code that a device shows. Posts {@code user_code}.
 *
 * @param action where to
 * @param typed what the person typed last time, or what the device's link says; empty at first
 * @param notice what was wrong with it
 */
public record DevicePage(String action, String typed, Notice notice) implements Page {

    /** Why the page is shown again. */
    public enum Notice {
        /** It is shown for the first time. */
        NONE(200, ""),
        /** No device waits with this code. */
        UNKNOWN(400, "device.unknown"),
        /** Too many attempts. */
        TOO_MANY(429, "device.tooMany");

        private final int status;
        private final String key;

        Notice(int status, String key) {
            this.status = status;
            this.key = key;
        }
    }

    /** Checks the address. */
    public DevicePage {
        action = Addresses.checked("action", action);
    }

    @Override
    public int status() {
        return notice.status;
    }

    @Override
    public int retrySeconds() {
        return 60;
    }

    @Override
    public String template() {
        return "device";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        String title = texts.get("device.title");
        boolean failed = notice != Notice.NONE;
        Map<String, Object> variables = new HashMap<>();
        variables.put("pageTitle", failed ? texts.get("password.again", title) : title);
        variables.put("title", title);
        variables.put("lead", texts.get("device.lead"));
        variables.put("action", action);
        variables.put("codeLabel", texts.get("device.label"));
        variables.put("typed", Texts.shown(typed));
        variables.put("submit", texts.get("device.submit"));
        variables.put("notice", failed ? texts.get(notice.key) : "");
        variables.put("hint", texts.get("device.hint"));
        return variables;
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "DevicePage[notice=" + notice + "]";
    }
}
