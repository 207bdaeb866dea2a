package io.narthex.web.internal.endpoint;

import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.site.Site;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The addresses of our own pages, and connector ids in them. */
final class Paths {

    static final String ACCOUNT = "account";
    static final String OTHER = "other";

    private static final String METADATA = "/metadata";

    private Paths() {}

    static String choice(Site site, String flowId) {
        return site.path("/auth?flow=" + flowId);
    }

    /** Begins anew what a flow was for. For a device, its code must be entered again. */
    static String again(Site site, Flow flow) {
        if (flow.goal() instanceof Goal.OwnPage page) {
            return site.path(page.path());
        }
        return site.path(flow.goal() instanceof Goal.Device ? "/device" : "/auth?again=" + flow.id());
    }

    /** As {@link #choice}, for somebody who does not want to go on as whom they are signed in. */
    static String otherAccount(Site site, String flowId) {
        return choice(site, flowId) + "&" + ACCOUNT + "=" + OTHER;
    }

    static String connector(Site site, String connectorId, String flowId) {
        return site.path("/auth/" + encode(connectorId) + "?flow=" + flowId);
    }

    static String approval(Site site, String flowId) {
        return site.path("/approval?flow=" + flowId);
    }

    static String callback(Optional<String> connectorId) {
        return "/callback" + connectorId.map(id -> "/" + encode(id)).orElse("");
    }

    /** The connector id in the path. The door has let in nothing that could be read in two ways. */
    static String connectorId(Call call) {
        String path = call.path();
        String rest = path.substring(path.indexOf('/', 1) + 1);
        String segment = rest.endsWith(METADATA) ? rest.substring(0, rest.length() - METADATA.length()) : rest;
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
