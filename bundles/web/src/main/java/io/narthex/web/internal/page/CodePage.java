package io.narthex.web.internal.page;

import java.util.Map;

/**
 * Shows a code for the person to carry to an application that cannot be redirected to.
 *
 * @param code what to carry
 */
public record CodePage(String code) implements Page {

    @Override
    public String template() {
        return "code";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("code.title"),
                "lead", texts.get("code.lead"),
                "codeLabel", texts.get("code.label"),
                "code", code,
                "hint", texts.get("code.hint"));
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "CodePage[]";
    }
}
