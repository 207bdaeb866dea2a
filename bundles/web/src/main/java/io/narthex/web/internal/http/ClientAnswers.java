package io.narthex.web.internal.http;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.RedirectUris;
import io.narthex.provider.Completion;
import io.narthex.web.internal.page.CodePage;
import io.narthex.web.internal.page.DeviceReadyPage;
import io.narthex.web.internal.page.FollowPage;
import io.narthex.web.internal.page.PostForm;
import io.narthex.web.internal.page.PostPage;
import java.util.Optional;
import javax.ws.rs.core.Response;

/** Sends people back to the client with its answer, on the way that it wants. */
public final class ClientAnswers {

    /** The longest address in a header: tokens of people with many groups are longer than servers and proxies take. */
    static final int MAX_HEADER = 4_000;

    private final Pages pages;

    /** Answers that are pages, or come without one. */
    public ClientAnswers(Pages pages) {
        this.pages = pages;
    }

    /** How the client is told of an error; empty where no client can be told, or one that a person carries codes to. */
    public static Optional<Completion> of(OAuthException error) {
        return error.target()
                .filter(target -> !target.redirectUri().equals(RedirectUris.OUT_OF_BAND))
                .map(target -> Completion.of(target, error));
    }

    /** The answer of ours that sends the client its own; RFC 9700, section 4.12: after a form, 303 and no other. */
    public Response.ResponseBuilder response(Call call, Completion completion) {
        if (completion instanceof Completion.Redirect redirect) {
            return redirect.address().length() > MAX_HEADER
                    ? pages.response(call, new FollowPage(redirect.address()))
                    : Response.status(303).header("Location", redirect.address());
        }
        if (completion instanceof Completion.FormPost post) {
            return pages.response(call, new PostPage(new PostForm(post.address(), post.fields())));
        }
        if (completion instanceof Completion.DeviceReady) {
            return pages.response(call, new DeviceReadyPage());
        }
        Completion.ShowCode shown = (Completion.ShowCode) completion;
        return pages.response(call, new CodePage(shown.code()));
    }
}
