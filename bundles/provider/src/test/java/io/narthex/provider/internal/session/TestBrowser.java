package io.narthex.provider.internal.session;

import io.narthex.protocol.Parameters;
import io.narthex.provider.Completed;
import io.narthex.provider.Flow;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A browser with a session cookie, or none yet. */
public final class TestBrowser {

    private final TestProvider provider;
    public Optional<String> cookie = Optional.empty();

    public TestBrowser(TestProvider provider) {
        this.provider = provider;
    }

    /** Another browser that shows the same. */
    public TestBrowser copy() {
        TestBrowser copy = new TestBrowser(provider);
        copy.cookie = cookie;
        return copy;
    }

    /** A request of a client. */
    public static Map<String, String> request(String clientId, String scope, String... more) {
        Map<String, String> request = TestProvider.request(scope);
        request.put("client_id", clientId);
        for (int i = 0; i < more.length; i += 2) {
            request.put(more[i], more[i + 1]);
        }
        return request;
    }

    /** The flow of a request, with the person signed in if the session serves. */
    public Flow begin(Map<String, String> request) {
        return provider.signIn.recognize(provider.signIn.begin(Parameters.of(request)), cookie);
    }

    /** Signs somebody in, whether or not the session would serve. */
    public Completed signIn(Map<String, String> request) {
        return complete(provider.signedIn(request));
    }

    /** Goes on by the session, which must serve. */
    public Completed goOn(Map<String, String> request) {
        return complete(begin(request));
    }

    public Completed complete(Flow flow) {
        Completed completed = provider.signIn.complete(flow, cookie);
        cookie = completed.session().or(() -> cookie);
        return completed;
    }

    /** The tokens that a client gets for how a flow has ended. */
    public TokenResponse tokens(Completed completed, String clientId) {
        Map<String, String> form = new HashMap<>(TestProvider.redemption(TestProvider.code(completed)));
        form.put("client_id", clientId);
        return provider.token(form);
    }

    /** The session that the cookie names. */
    public Session session() {
        return provider.archive.sessions().present(cookie).orElseThrow();
    }
}
