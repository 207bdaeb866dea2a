package io.narthex.example.app.internal;

import com.google.gson.JsonObject;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.narthex.example.app.internal.http.WebResponse;
import io.narthex.example.app.internal.http.WebServer;
import io.narthex.example.app.internal.oidc.IdToken;
import io.narthex.example.app.internal.oidc.Json;
import io.narthex.example.app.internal.oidc.Tokens;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the pages from the templates beside this class. The templates escape everything that is put into them. */
final class Pages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Map<String, List<String>> SCOPES = Map.of(
            "profile", List.of("Name", "the display name"),
            "email", List.of("E-mail", "the address, and whether it is verified"),
            "groups", List.of("Groups", "the groups that the connector knows"),
            "federated:id", List.of("Identity at the connector", "which connector, and the user’s id there"),
            "offline_access", List.of("Offline access", "a refresh token"));

    private static final Map<String, Boolean> NO_FIELD_WRONG =
            Map.of("connector_id", false, "extra_scopes", false, "cross_client", false);

    private final AppSettings settings;
    private final Clock clock;
    private final Template start = template("start");
    private final Template session = template("session");
    private final Template message = template("message");
    private final Template unavailable = template("unavailable");

    Pages(AppSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The start page, for someone who may be signed in, or has just signed out. */
    WebResponse start(SignInForm form, Optional<String> signedInAs, boolean signedOut) {
        Map<String, Object> model = startModel(form);
        model.put("signedInAs", ifAny(signedInAs));
        model.put("signedOut", signedOut);
        model.put("problem", List.of());
        return leavingForm(200, start, model);
    }

    /** The start page again, as it was filled in, with what is wrong. */
    WebResponse start(SignInForm form, SignInForm.Problem problem) {
        Map<String, Object> model = startModel(form);
        Map<String, Boolean> wrong = new HashMap<>(NO_FIELD_WRONG);
        model.put("signedInAs", List.of());
        model.put("signedOut", false);
        model.put("problem", List.of(Map.of("text", problem.text())));
        wrong.put(problem.field(), true);
        model.put("wrong", wrong);
        return leavingForm(400, start, model);
    }

    /** The provider cannot be found; the form can be sent again. */
    WebResponse unavailable(SignInForm form, String reason) {
        Map<String, Object> model = startModel(form);
        model.put("reason", reason);
        return leavingForm(503, unavailable, model).with("Retry-After", "5");
    }

    /** Something to say, and a way back to the start. */
    WebResponse message(int status, String title, String text) {
        Map<String, Object> model = model();
        model.put("title", title);
        model.put("text", text);
        return WebResponse.html(status, message.execute(model));
    }

    /** What a sign-in brought. */
    WebResponse session(AppSession signedIn) {
        AppSession.View view = signedIn.view();
        Tokens tokens = view.tokens();
        IdToken idToken = tokens.idToken();
        Map<String, Object> model = model();
        model.put("name", signedIn.name());
        model.put("formToken", signedIn.formToken());
        model.put("trouble", ifAny(view.trouble()));
        model.put("refreshes", view.refreshes() == 0 ? List.of() : List.of(times(view.refreshes())));
        model.put("since", TIME.format(view.since()));
        model.put("subject", idToken.subject());
        model.put("email", ifAny(Json.text(idToken.claims(), "email")));
        model.put("scope", tokens.scope());
        model.put("idTokenExpires", moment(idToken.expires()));
        model.put("accessTokenExpires", ifAny(tokens.accessExpires().map(this::moment)));
        model.put("checks", idToken.checks());
        model.put("claims", Json.pretty(idToken.claims()));
        model.put("header", Json.pretty(idToken.header()));
        String[] parts = idToken.raw().split("\\.", 3);
        model.put("idTokenHeader", parts[0]);
        model.put("idTokenClaims", parts[1]);
        model.put("idTokenSignature", parts[2]);
        model.put("accessToken", tokens.accessToken());
        model.put("refreshToken", ifAny(tokens.refreshToken()));
        model.put("userinfo", ifAny(view.userinfo().map((JsonObject answer) -> Json.pretty(answer))));
        return WebResponse.html(200, session.execute(model));
    }

    /**
     * A page whose form ends at the provider and from there at whichever identity provider the person chooses. Browsers hold
     * {@code form-action} against every redirect on the way, so this one names no hosts.
     */
    private static WebResponse leavingForm(int status, Template template, Map<String, Object> model) {
        return WebResponse.html(status, template.execute(model))
                .with("Content-Security-Policy", WebServer.policy("http: https:"));
    }

    private Map<String, Object> startModel(SignInForm form) {
        Map<String, Object> model = model();
        model.put(
                "scopes",
                SignInForm.OFFERED.stream()
                        .map(scope -> Map.of(
                                "scope", scope,
                                "id", "scope-" + scope.replace(':', '-'),
                                "label",
                                        SCOPES.getOrDefault(scope, List.of(scope, ""))
                                                .get(0),
                                "hint",
                                        SCOPES.getOrDefault(scope, List.of(scope, ""))
                                                .get(1),
                                "ticked", form.ticked().contains(scope)))
                        .toList());
        model.put("wrong", NO_FIELD_WRONG);
        model.put("extraScopes", form.extraScopes());
        model.put("crossClient", form.crossClient());
        model.put("connector", form.connector());
        model.put("more", !form.extraScopes().isEmpty() || !form.crossClient().isEmpty());
        return model;
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("issuer", settings.issuer());
        model.put("clientId", settings.clientId());
        return model;
    }

    /** The templates know lists only: a section of one or none. */
    private static List<String> ifAny(Optional<String> text) {
        return text.map(List::of).orElse(List.of());
    }

    private String moment(Instant instant) {
        return TIME.format(instant) + remaining(Duration.between(clock.instant(), instant));
    }

    private static String remaining(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return " (over)";
        }
        if (left.toHours() > 0) {
            return " (in " + left.toHours() + " h " + left.toMinutesPart() + " min)";
        }
        return left.toMinutes() > 0 ? " (in " + left.toMinutes() + " min)" : " (in " + left.toSeconds() + " s)";
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static Template template(String name) {
        return Mustache.compiler()
                .withLoader(part -> new StringReader(Assets.text(part + ".mustache")))
                .compile(Assets.text(name + ".mustache"));
    }
}
