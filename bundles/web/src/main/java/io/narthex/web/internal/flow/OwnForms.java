package io.narthex.web.internal.flow;

import io.narthex.protocol.Digests;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Flow;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.site.Site;
import java.util.Set;

/** Makes sure that a form comes from a page of ours in the browser that the flow belongs to. */
public final class OwnForms {

    /** The hidden field with the flow's form token. */
    public static final String TOKEN = "form_token";

    /** {@code none} is what the person did without any page, such as a reload. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private OwnForms() {}

    /** Whether a form was sent by a page of ours. */
    public static boolean isOwn(Call call, Site site, Flow flow, Parameters form) {
        return isSameOrigin(call, site)
                && form.find(TOKEN)
                        .map(token -> Digests.equal(token, flow.formToken()))
                        .orElse(false);
    }

    /** Whether the browser says that the request comes from a page of ours, or at least says nothing else. */
    public static boolean isSameOrigin(Call call, Site site) {
        boolean ownSite = call.headers("Sec-Fetch-Site").stream().allMatch(OWN_SITES::contains);
        // Our pages ask for no referrer, and so browsers send "null" with their forms; the token stands for itself.
        boolean ownOrigin =
                call.headers("Origin").stream().allMatch(one -> one.equals("null") || site.isOwnOrigin(one));
        return ownSite && ownOrigin;
    }
}
