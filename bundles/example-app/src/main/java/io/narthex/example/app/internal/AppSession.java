package io.narthex.example.app.internal;

import com.google.gson.JsonObject;
import io.narthex.example.app.internal.oidc.Json;
import io.narthex.example.app.internal.oidc.OidcException;
import io.narthex.example.app.internal.oidc.Provider;
import io.narthex.example.app.internal.oidc.Randoms;
import io.narthex.example.app.internal.oidc.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** One who is signed in: the tokens, and what was done with them since. One thing is done at a time. */
final class AppSession {

    private final String formToken = Randoms.secret();
    private final Clock clock;
    private Tokens tokens;
    private Instant since;
    private int refreshes;
    private Optional<JsonObject> userinfo = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    /**
     * What the page shows.
     *
     * @param tokens the newest tokens
     * @param since when they came
     * @param refreshes how many refreshes there were
     * @param userinfo the answer of userinfo, once asked
     * @param trouble what went wrong last; shown once
     */
    record View(Tokens tokens, Instant since, int refreshes, Optional<JsonObject> userinfo, Optional<String> trouble) {}

    AppSession(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** The value that our own forms carry and that no other site knows. */
    String formToken() {
        return formToken;
    }

    /** What to call the one who signed in. */
    synchronized String name() {
        JsonObject claims = tokens.idToken().claims();
        return Json.text(claims, "name")
                .or(() -> Json.text(claims, "preferred_username"))
                .or(() -> Json.text(claims, "email"))
                .orElse(tokens.idToken().subject());
    }

    /** What to show now. */
    synchronized View view() {
        View view = new View(tokens, since, refreshes, userinfo, trouble);
        trouble = Optional.empty();
        return view;
    }

    /** Refreshes the tokens; if that fails, the former ones stay and the next view says why. */
    synchronized void refresh(Provider provider) {
        try {
            tokens = provider.refresh(tokens);
            since = clock.instant();
            refreshes++;
            userinfo = Optional.empty();
        } catch (OidcException e) {
            trouble = Optional.of("Refreshing failed. " + e.text());
        }
    }

    /** Asks userinfo; if that fails, the next view says why. */
    synchronized void askUserinfo(Provider provider) {
        try {
            userinfo = Optional.of(provider.userinfo(tokens));
        } catch (OidcException e) {
            trouble = Optional.of("Asking userinfo failed. " + e.text());
        }
    }
}
