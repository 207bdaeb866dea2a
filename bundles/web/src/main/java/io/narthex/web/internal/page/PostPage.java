package io.narthex.web.internal.page;

import java.util.Map;

/**
 * A form that posts itself by our script, with a button for those without. Used to leave for a SAML provider, to answer an
 * application by {@code form_post}, and to post again from our own origin what came from another.
 *
 * @param form where to, and what goes with it
 */
public record PostPage(PostForm form) implements Page {

    @Override
    public String template() {
        return "post";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("post.title"),
                "lead", texts.get("post.lead"),
                "withoutScript", texts.get("post.withoutScript"),
                "submit", texts.get("post.submit"),
                "action", form.action(),
                "hidden", form.hidden());
    }
}
