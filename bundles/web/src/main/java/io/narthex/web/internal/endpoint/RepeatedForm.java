package io.narthex.web.internal.endpoint;

import io.narthex.protocol.Parameters;
import io.narthex.web.internal.page.PostForm;
import io.narthex.web.internal.page.PostPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form from another site comes without our cookies, which are {@code SameSite=Lax}. So we let the browser send it once more,
 * this time from a page of ours.
 */
final class RepeatedForm {

    /** Marks a form that we have made the browser send again. */
    private static final String MARK = "narthex_repeated";

    private RepeatedForm() {}

    /** Whether the browser has sent it again already. */
    static boolean isRepeated(Parameters form) {
        return form.find(MARK).isPresent();
    }

    /** The page that sends it again. */
    static PostPage page(String action, Parameters form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.names().forEach(name -> form.find(name).ifPresent(value -> fields.put(name, value)));
        fields.put(MARK, "1");
        return new PostPage(new PostForm(action, fields));
    }

    /** The fields as they were sent first. */
    static Map<String, List<String>> fields(Parameters form) {
        Map<String, List<String>> fields = new LinkedHashMap<>(form.all());
        fields.remove(MARK);
        return fields;
    }
}
