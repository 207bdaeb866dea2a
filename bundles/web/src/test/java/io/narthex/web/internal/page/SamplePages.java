package io.narthex.web.internal.page;

import io.narthex.provider.AboutClient;
import io.narthex.provider.Account;
import io.narthex.web.internal.page.ConnectorChoicePage.Option;
import io.narthex.web.internal.page.ErrorPage.Label;
import io.narthex.web.internal.page.PasswordPage.Notice;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every page in its variants, with ordinary values or with any other. */
final class SamplePages {

    static final List<String> TYPES = List.of(
            "local",
            "ldap",
            "github",
            "gitlab",
            "saml",
            "oidc",
            "linkedin",
            "microsoft",
            "bitbucket-cloud",
            "authproxy",
            "google",
            "mockCallback",
            "mockPassword",
            "third-party");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("local", "e-mail and password"),
            Map.entry("ldap", "Company directory"),
            Map.entry("github", "GitHub"),
            Map.entry("gitlab", "GitLab"),
            Map.entry("saml", "Partner organisations"),
            Map.entry("oidc", "Acme Single Sign-On"),
            Map.entry("linkedin", "LinkedIn"),
            Map.entry("microsoft", "Microsoft"),
            Map.entry("bitbucket-cloud", "Bitbucket Cloud"),
            Map.entry("authproxy", "Intranet"),
            Map.entry("google", "Google"),
            Map.entry("mockCallback", "Example"),
            Map.entry("mockPassword", "Example with password"),
            Map.entry("third-party", "Something else"));

    private static final Instant MORNING = Instant.parse("2026-11-24T08:15:00Z");
    private static final Instant NOON = Instant.parse("2026-11-24T12:05:00Z");

    /** What an application may show of itself. */
    static final AboutClient ABOUT = new AboutClient(
            Optional.of(URI.create("https://app.example.com/logo.png")),
            Optional.of(URI.create("https://app.example.com/")),
            Optional.of(URI.create("https://app.example.com/privacy")),
            Optional.of(URI.create("https://app.example.com/terms?v=2&l=en")));

    private SamplePages() {}

    /** As they would be in use, by a name for each. */
    static Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("login", choice(4));
        pages.put("login-one", choice(1));
        pages.put("login-none", choice(0));
        pages.put("login-all-types", choice(TYPES.size()));
        pages.put("login-thirty", choice(30));
        PasswordPage password = PasswordPage.first(PostForm.to("/dex/auth/ldap?flow=f1"), "Company directory");
        pages.put("password", password);
        pages.put("password-back", password.withBack("/dex/auth?flow=f1").withUsernameLabel("E-mail address"));
        pages.put("password-wrong", password.withBack("/dex/auth?flow=f1").again("jane.doe", Notice.WRONG));
        pages.put("password-unavailable", password.again("jane.doe", Notice.UNAVAILABLE));
        pages.put("password-too-many", password.again("jane.doe", Notice.TOO_MANY));
        pages.put("approval", approval("openid", "profile", "email", "groups", "offline_access"));
        pages.put(
                "approval-all",
                approval(
                        "openid",
                        "email",
                        "federated:id",
                        "audience:server:client_id:billing-service",
                        "custom:thing"));
        pages.put("approval-nothing", approval("openid"));
        pages.put("choose", chooseAccount("Jane Doe", "Example App"));
        pages.put("account", account("Jane Doe", "Example App", "Company directory"));
        pages.put("account-nothing", new AccountPage(PostForm.to("/dex/account"), lonely()));
        pages.put("logout", logout("Jane Doe", "Example App"));
        pages.put("signed-out", new SignedOutPage("/dex/account"));
        pages.put(
                "signed-out-onward",
                new SignedOutPage(
                        "/dex/account",
                        List.of(URI.create("https://app.example.com/out?sid=s")),
                        Optional.of("https://app.example.com/bye")));
        pages.put(
                "approval-device",
                new ApprovalPage(
                        PostForm.to("/dex/approval"),
                        "Jane Doe",
                        "Television",
                        List.of("profile"),
                        Optional.of("WDJB-MJHT"),
                        Optional.empty(),
                        AboutClient.NOTHING));
        pages.put("device", new DevicePage("/dex/device", "", DevicePage.Notice.NONE));
        pages.put("device-unknown", new DevicePage("/dex/device", "WDJB-MJHT", DevicePage.Notice.UNKNOWN));
        pages.put("device-too-many", new DevicePage("/dex/device", "WDJB-MJHT", DevicePage.Notice.TOO_MANY));
        pages.put("device-ready", new DeviceReadyPage());
        pages.put("code", new CodePage("zq3mlfhgxvbf7lcdbthxyzvw2kqg5s6n4tx"));
        pages.put("post", new PostPage(fields("https://idp.example.com/sso", "SAMLRequest", "fVLLTsMwEPyVyPc0")));
        pages.put("follow", new FollowPage("https://app.example.com/cb#id_token=ey"));
        String word = "W".repeat(100);
        pages.put("long-login", new ConnectorChoicePage(word, List.of(new Option("a", word, "ldap", "/dex/auth/a"))));
        pages.put(
                "long-approval",
                new ApprovalPage(
                        PostForm.to("/dex/approval"),
                        word,
                        word,
                        List.of(word),
                        Optional.of(word),
                        Optional.of(word),
                        ABOUT));
        pages.put(
                "long-error", ErrorPage.of(Problem.CONNECTOR_UNAVAILABLE, word).withReference(word));
        for (Problem problem : Problem.values()) {
            pages.put("error-" + problem.key(), error(problem));
        }
        return pages;
    }

    /** Every page with the same value everywhere that a value from outside may stand. */
    static List<Page> filledWith(String value) {
        PostForm form = new PostForm("/dex/auth/x", Map.of(value, value));
        String[] none = {};
        Stream<Page> pages = Stream.of(
                new ConnectorChoicePage(value, List.of(new Option(value, value, value, "/dex/auth/x"))),
                PasswordPage.first(form, value)
                        .withUsernameLabel(value)
                        .withBack("/dex/auth")
                        .again(value, Notice.WRONG),
                new ApprovalPage(
                        form,
                        value,
                        value,
                        List.of(value, "audience:server:client_id:" + value),
                        Optional.of(value),
                        Optional.of(value),
                        ABOUT),
                chooseAccount(value, value),
                account(value, value, value),
                logout(value, value),
                new SignedOutPage(
                        "/dex/account", List.of(URI.create("https://a.example/")), Optional.of("https://b.example/")),
                new ApprovalPage(form, value, value, List.of(), Optional.of(value), Optional.of(value), ABOUT),
                new DevicePage("/dex/device", value, DevicePage.Notice.UNKNOWN),
                new CodePage(value),
                new PostPage(form),
                new FollowPage("https://app.example.com/cb"));
        Stream<Page> errors = Stream.of(Problem.values()).map(problem -> ErrorPage.of(
                        problem, Collections.nCopies(problem.arguments(), value).toArray(none))
                .withReference(value));
        return Stream.concat(pages, errors).toList();
    }

    private static LogoutPage logout(String user, String client) {
        PostForm form = new PostForm("/dex/logout", Map.of("client_id", client));
        return new LogoutPage(form, user, Optional.of(client), "/dex/account");
    }

    static ConnectorChoicePage choice(int size) {
        return new ConnectorChoicePage(
                "Example App",
                IntStream.range(0, size)
                        .mapToObj(i -> {
                            String type = TYPES.get(i % TYPES.size());
                            String id = type + "-" + i;
                            String more = i < TYPES.size() ? "" : " " + (i / TYPES.size() + 1);
                            return new Option(id, NAMES.get(type) + more, type, "/dex/auth/" + id + "?flow=f1");
                        })
                        .toList());
    }

    private static ApprovalPage approval(String... scopes) {
        return new ApprovalPage(
                fields("/dex/approval?flow=f1", "token", "abc"),
                "Jane Doe",
                "Example App",
                List.of(scopes),
                Optional.empty(),
                Optional.empty(),
                AboutClient.NOTHING);
    }

    private static AccountChoicePage chooseAccount(String user, String client) {
        return new AccountChoicePage(fields("/dex/auth?flow=f1", "token", "abc"), user, client, "/dex/auth?flow=f1");
    }

    private static AccountPage account(String user, String client, String connector) {
        List<String> scopes = List.of("openid", "profile", "email", "offline_access", client);
        URI address = URI.create("https://app.example.com/login?iss=https%3A%2F%2Fid.example.com%2Fdex");
        return new AccountPage(
                fields("/dex/account", "token", "abc"),
                new Account.View(
                        user,
                        List.of(
                                new Account.OpenSession("s1", true, MORNING, NOON, connector, List.of(client, "Wiki")),
                                new Account.OpenSession("s2", false, MORNING, NOON, connector, List.of())),
                        List.of(
                                new Account.Application(client, client, MORNING, scopes, Optional.of(address)),
                                new Account.Application("wiki", "Wiki", NOON, List.of("openid"), Optional.empty()))));
    }

    private static Account.View lonely() {
        return new Account.View(
                "Jane Doe",
                List.of(new Account.OpenSession("s1", true, MORNING, NOON, "Company directory", List.of())),
                List.of());
    }

    private static PostForm fields(String action, String name, String value) {
        return new PostForm(action, Map.of(name, value));
    }

    private static ErrorPage error(Problem problem) {
        ErrorPage page = ErrorPage.of(
                problem,
                Collections.nCopies(problem.arguments(), argument(problem)).toArray(String[]::new));
        return switch (problem) {
            case FLOW_EXPIRED, SIGN_IN_CANCELLED, SIGN_IN_FAILED -> page.withWayOn(
                    Label.START_AGAIN, "/dex/auth?client_id=example-app");
            case CONNECTOR_UNAVAILABLE, CONNECTOR_UNKNOWN -> page.withWayOn(Label.OTHER_WAY, "/dex/auth?flow=f1");
            case SERVER_ERROR -> page.withReference("7f3a-91c2");
            default -> page;
        };
    }

    private static String argument(Problem problem) {
        return switch (problem) {
            case BAD_REQUEST -> "response_type";
            case UNKNOWN_CLIENT -> "exmaple-app";
            case REDIRECT_NOT_REGISTERED -> "Example App";
            default -> "Company directory";
        };
    }
}
