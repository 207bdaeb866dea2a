package io.narthex.provider.internal.logout;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.fetch.ClientPosts;
import io.narthex.provider.internal.token.TokenEndpoints;
import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients that a session has ended; OpenID Connect Back-Channel Logout 1.0, section 2.5. A client that cannot be reached
 * is tried again for some minutes, by whichever node is there, and never holds up another one for long.
 */
public final class BackChannelLogout implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);

    /** A client that hangs costs one of them for some seconds. */
    private static final int AT_ONCE = 4;

    private static final int LOOK_SECONDS = 5;

    private final LogoutNotices notices;
    private final Clients clients;
    private final LogoutTokens tokens;
    private final ClientPosts posts;
    private final RecordStore.Subscription feed;
    /** Many changes at once are one reason to look. */
    private final AtomicBoolean isAsked = new AtomicBoolean();

    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(thread("narthex-logout"));
    private final ExecutorService sending = Executors.newFixedThreadPool(AT_ONCE, thread("narthex-logout-send"));

    /**
     * Begins to tell.
     *
     * @param store where the notices are kept
     * @param keys sign what clients are told
     * @param posts sends to addresses of clients
     */
    public BackChannelLogout(
            RecordStore store,
            Supplier<ProviderSettings> settings,
            Clients clients,
            TokenEndpoints.Keys keys,
            ClientPosts posts) {
        this.notices = new LogoutNotices(store, clients, keys.clock());
        this.clients = clients;
        this.tokens = new LogoutTokens(settings, keys);
        this.posts = posts;
        this.feed = store.watch(this::changed);
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        feed.close();
        looking.shutdownNow();
        sending.shutdownNow();
    }

    private void changed(RecordChange change) {
        boolean concernsUs = change.kind().equals(LogoutNotices.KIND);
        if (concernsUs && !looking.isShutdown() && isAsked.compareAndSet(false, true)) {
            looking.execute(this::look);
        }
    }

    /** A failure must not end the schedule, which is what an executor does with one that throws. */
    private void look() {
        isAsked.set(false);
        try {
            notices.take().forEach(notice -> sending.execute(() -> tell(notice)));
        } catch (StorageException e) {
            log.warn("logout: the notices for clients cannot be read, goes on at its next turn: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("logout: failed, goes on at its next turn", e);
        }
    }

    private void tell(LogoutNotice notice) {
        try {
            Optional<Client> client = clients.find(notice.clientId());
            Optional<URI> address = client.flatMap(one -> one.logout().backChannel());
            if (client.isEmpty() || address.isEmpty()) {
                notices.forget(notice);
                return;
            }
            judge(
                    notice,
                    posts.post(
                            address.get(),
                            client.get().origin().isSelfMade(),
                            Map.of("logout_token", tokens.make(client.get(), notice))));
        } catch (UpstreamUnavailableException e) {
            failed(notice, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("client '{}': cannot be told of the end of session {}", notice.clientId(), notice.sessionId(), e);
        }
    }

    /** Section 2.8: 200, or 204 by some frameworks; 400 says that the token was not accepted, and will not be next time. */
    private void judge(LogoutNotice notice, int status) {
        if (status / 100 == 2) {
            notices.forget(notice);
            log.debug("client '{}': told of the end of session {}", notice.clientId(), notice.sessionId());
        } else if (status / 100 == 4) {
            notices.forget(notice);
            log.warn("client '{}': refused the logout token, answered {}", notice.clientId(), status);
        } else {
            failed(notice, "answered " + status);
        }
    }

    private void failed(LogoutNotice notice, String why) {
        if (notice.isLastTry()) {
            notices.forget(notice);
            log.warn(
                    "client '{}': given up after {} tries to tell it of the end of session {}: {}",
                    notice.clientId(),
                    notice.tries(),
                    notice.sessionId(),
                    why);
        } else {
            log.info("client '{}': could not be told of the end of a session yet: {}", notice.clientId(), why);
        }
    }

    private static ThreadFactory thread(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
