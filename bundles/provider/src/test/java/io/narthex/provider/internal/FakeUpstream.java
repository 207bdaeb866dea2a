package io.narthex.provider.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Upstreams with one person in them, and switches for what can go wrong. */
public final class FakeUpstream {

    public static final Identity JANE = Identity.of("jane-1")
            .withUsername("Jane Doe")
            .withPreferredUsername("jane")
            .withEmail("jane@example.com", true)
            .withGroups(List.of("staff", "admins"));

    public final AtomicInteger refreshes = new AtomicInteger();
    public volatile boolean isDown;
    public volatile boolean isForced;
    public volatile boolean isJaneGone;
    public volatile Identity identity = JANE;
    public volatile Identity lastRefreshed = JANE;

    /** Jane with the password {@code correct}. */
    public PasswordConnector withPassword() {
        return new Password();
    }

    /** Jane, who is there without being asked. */
    public BrowserConnector withBrowser() {
        return new Browser();
    }

    private Identity refreshed(Identity last) {
        lastRefreshed = last;
        refreshes.incrementAndGet();
        if (isDown) {
            throw new UpstreamUnavailableException("fake: down");
        }
        if (isJaneGone) {
            throw SignInRefusedException.notPermitted("fake: gone");
        }
        return identity;
    }

    private final class Password implements PasswordConnector, RefreshesIdentity {
        @Override
        public Optional<Identity> signIn(String username, String password, Scopes scopes) {
            return Optional.of(identity).filter(jane -> username.equals("jane") && password.equals("correct"));
        }

        @Override
        public Identity refresh(Identity last, Scopes scopes) {
            return refreshed(last);
        }
    }

    private final class Browser implements BrowserConnector, RefreshesIdentity {
        @Override
        public Departure begin(SignInRequest request) {
            isForced = request.forceAuthentication();
            return new Departure.Redirect(
                    URI.create("https://upstream.example/?state=" + request.state()), "carried by the browser");
        }

        @Override
        public Identity complete(Arrival arrival) {
            if (!arrival.carried().equals("carried by the browser")
                    || arrival.parameter("code").isEmpty()) {
                throw SignInRefusedException.invalidAnswer("fake: no code");
            }
            return identity;
        }

        @Override
        public Identity refresh(Identity last, Scopes scopes) {
            return refreshed(last);
        }
    }
}
