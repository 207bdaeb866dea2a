package io.narthex.provider.internal;

import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Jane's upstream, which gives a new refresh token at each use and takes the use of an old one for theft. */
public final class RotatingUpstream implements PasswordConnector, RefreshesIdentity {

    public final AtomicInteger refreshes = new AtomicInteger();
    public final AtomicInteger thefts = new AtomicInteger();
    /** Fails after it has rotated. */
    public volatile boolean isHalfDown;

    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public Optional<Identity> signIn(String username, String password, Scopes scopes) {
        return Optional.of(FakeUpstream.JANE.withConnectorData(token()))
                .filter(jane -> username.equals("jane") && password.equals("correct"));
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        if (!good.remove(last.connectorData().orElse("none"))) {
            thefts.incrementAndGet();
            good.clear();
            throw SignInRefusedException.notPermitted("fake: refresh token used before");
        }
        // Long enough that whoever comes now comes while this one is under way.
        LockSupport.parkNanos(3_000_000);
        refreshes.incrementAndGet();
        String token = token();
        if (isHalfDown) {
            throw new UpstreamUnavailableException("fake: down after it rotated").keeping(token);
        }
        return FakeUpstream.JANE.withConnectorData(token);
    }

    /** Ends all tokens, as when somebody ends the session there. */
    public void forget() {
        good.clear();
    }

    private String token() {
        String token = "token-" + next.incrementAndGet();
        good.add(token);
        return token;
    }
}
