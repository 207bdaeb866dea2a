package io.narthex.web.internal;

import io.narthex.provider.Account;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jane's account, whose sessions {@code mine} and {@code phone} are open until somebody ends them. */
public final class FakeAccount implements Account {

    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

    public volatile boolean there = true;
    public final List<String> open = new ArrayList<>(List.of("mine", "phone"));
    public final List<String> applications = new ArrayList<>(List.of("app"));

    @Override
    public boolean isThere() {
        return there;
    }

    @Override
    public Optional<View> view(Optional<String> session) {
        return session.filter(open::contains)
                .map(present -> new View(
                        "Jane",
                        open.stream().map(id -> session(id, present)).toList(),
                        applications.stream().map(FakeAccount::application).toList()));
    }

    private static OpenSession session(String id, String present) {
        return new OpenSession(id, id.equals(present), SINCE, SINCE, "Directory", List.of("The app"));
    }

    private static Application application(String id) {
        URI address = URI.create("https://app.example/start?iss=x");
        return new Application(id, "The " + id, SINCE, List.of("openid", "email"), Optional.of(address));
    }

    @Override
    public void endSession(Optional<String> session, String id) {
        open.remove(id);
    }

    @Override
    public void endAllSessions(Optional<String> session) {
        open.clear();
    }

    @Override
    public void removeApplication(Optional<String> session, String clientId) {
        applications.remove(clientId);
    }
}
