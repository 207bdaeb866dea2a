package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.AboutClient;
import io.narthex.web.internal.page.PasswordPage.Notice;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.Test;

/** What holds for every page, and what each is for. */
public class PagesTest {

    private static final PasswordPage PASSWORD =
            PasswordPage.first(new PostForm("/dex/auth/ldap?flow=f1", Map.of("token", "t")), "Directory");

    private final Rendering rendering = Rendering.builtIn();

    @Test
    public void everyPageIsInTheLanguageAskedFor() {
        SamplePages.all().forEach((name, page) -> {
            assertEquals(
                    name,
                    "de",
                    rendering.parsed(page, Locale.GERMANY).select("html").attr("lang"));
            assertEquals(
                    name, "en", rendering.parsed(page, Locale.UK).select("html").attr("lang"));
            assertEquals(
                    name,
                    "en",
                    rendering.parsed(page, Locale.FRENCH).select("html").attr("lang"));
            assertEquals(
                    name,
                    "de",
                    rendering
                            .parsed(page, Locale.FRENCH, Locale.GERMAN)
                            .select("html")
                            .attr("lang"));
        });
    }

    @Test
    public void everyPageHasOneHeadingAndATitleThatNamesTheHouse() {
        onEveryPage((name, html) -> {
            assertEquals(name, 1, html.select("h1").size());
            assertFalse(name, html.select("h1").text().isEmpty());
            assertTrue(name, html.title().endsWith("Acme"));
            assertEquals(name, 1, html.select("main").size());
        });
    }

    @Test
    public void noPageHoldsScriptOrStyleOfItsOwn() {
        onEveryPage((name, html) -> {
            assertTrue(name, html.select("style").isEmpty());
            html.select("script").forEach(script -> {
                assertFalse(name, script.attr("src").isEmpty());
                assertEquals(name, "", script.data());
            });
            for (Element element : html.getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    assertFalse(name + " " + attribute, attribute.getKey().startsWith("on"));
                    assertFalse(name + " " + attribute, attribute.getKey().equals("style"));
                    assertFalse(name + " " + attribute, attribute.getValue().startsWith("javascript:"));
                }
            }
        });
    }

    @Test
    public void everyFieldHasALabelAndEveryReferenceATarget() {
        onEveryPage((name, html) -> {
            for (Element field : html.select("input:not([type=hidden]), textarea")) {
                assertEquals(
                        name + " " + field,
                        1,
                        html.select("label[for=" + field.id() + "]").size());
            }
            for (Element described : html.select("[aria-describedby]")) {
                for (String id : described.attr("aria-describedby").split(" ", -1)) {
                    assertNotNull(name, html.getElementById(id));
                }
            }
            List<String> ids = html.select("[id]").eachAttr("id");
            assertEquals(name, ids.stream().distinct().count(), ids.size());
            assertTrue(name, html.select("img:not([alt])").isEmpty());
            assertTrue(name, html.select("button:not([type=submit])").isEmpty());
            assertTrue(name, html.select("[autofocus]").size() <= 1);
        });
    }

    @Test
    public void everyFileThatAPageRefersToIsThere() {
        onEveryPage((name, html) -> {
            List<String> addresses = html.select("link[href], img[src]:not(.client-logo), script[src]").stream()
                    .map(element -> element.attr("src") + element.attr("href"))
                    .toList();
            for (String address : addresses) {
                assertTrue(name + " " + address, address.matches("/dex/[^?]+\\?v=[0-9a-f]{16}"));
                assertTrue(
                        name + " " + address,
                        rendering
                                .assets
                                .find(address.replaceAll("^/dex/|\\?.*", ""))
                                .isPresent());
            }
        });
    }

    @Test
    public void offersEveryConnectorWithTheIconOfItsType() {
        ConnectorChoicePage page = SamplePages.choice(SamplePages.TYPES.size());
        Document html = rendering.parsed(page);
        assertEquals(SamplePages.TYPES.size(), html.select("li > a").size());
        List<String> icons = html.select("li img").eachAttr("src").stream()
                .map(src -> src.replaceAll(".*/|\\.svg.*", ""))
                .toList();
        List<String> expected = SamplePages.TYPES.stream()
                .map(type -> type.equals("third-party") ? "default" : type)
                .toList();
        assertEquals(expected, icons);
        assertTrue(html.select("ul").hasClass("connectors-many"));
    }

    @Test
    public void passwordFormPostsLoginAndPasswordAndLetsPasswordManagersHelp() {
        Document html = rendering.parsed(PASSWORD);
        Element form = html.selectFirst("form[method=post]");
        assertNotNull(form);
        assertEquals("/dex/auth/ldap?flow=f1", form.attr("action"));
        assertEquals("t", form.select("input[type=hidden][name=token]").attr("value"));
        assertEquals("username", form.select("input[name=login]").attr("autocomplete"));
        assertEquals(
                "current-password",
                form.select("input[type=password][name=password]").attr("autocomplete"));
        assertTrue(form.select("input[name=login]").hasAttr("autofocus"));
        assertEquals("User name", html.select("label[for=login]").text());
        assertTrue(html.select("[role=alert]").isEmpty());
        assertTrue(html.select("a").isEmpty());
    }

    @Test
    public void wrongPasswordIsAnnouncedAndTheCursorStandsInThePasswordField() {
        Document html = rendering.parsed(PASSWORD.withUsernameLabel("E-mail")
                .withBack("/dex/auth?flow=f1")
                .again("jane", Notice.WRONG));
        assertEquals(1, html.select("p#login-error[role=alert]").size());
        assertEquals("jane", html.select("input[name=login]").attr("value"));
        Element password = html.selectFirst("input[name=password]");
        assertNotNull(password);
        assertTrue(password.hasAttr("autofocus"));
        assertEquals("", password.attr("value"));
        assertEquals("login-error", password.attr("aria-describedby"));
        assertEquals("true", password.attr("aria-invalid"));
        assertTrue(html.title(), html.title().startsWith("Error: "));
        assertEquals("E-mail", html.select("label[for=login]").text());
        assertEquals("/dex/auth?flow=f1", html.select("a").attr("href"));
    }

    @Test
    public void anUpstreamThatIsAwayIsNotTheFaultOfThePassword() {
        Document html = rendering.parsed(PASSWORD.again("jane", Notice.UNAVAILABLE));
        assertEquals(1, html.select("[role=alert]").size());
        assertTrue(html.select("[aria-invalid]").isEmpty());
        assertEquals(503, PASSWORD.again("jane", Notice.UNAVAILABLE).status());
        assertEquals(401, PASSWORD.again("jane", Notice.WRONG).status());
    }

    @Test
    public void approvalSaysWhatEachScopeGives() {
        List<String> scopes = List.of(
                "openid",
                "profile",
                "email",
                "groups",
                "offline_access",
                "federated:id",
                "audience:server:client_id:billing",
                "odd");
        Document html = rendering.parsed(new ApprovalPage(
                PostForm.to("/dex/approval"),
                "Jane",
                "App",
                scopes,
                Optional.empty(),
                Optional.empty(),
                AboutClient.NOTHING));
        assertEquals(
                List.of(
                        "See your name and basic profile",
                        "See your e-mail address",
                        "See the groups you belong to",
                        "Keep access while you are away",
                        "See your identifier at the service you sign in with",
                        "Act for you towards billing",
                        "Use the permission \"odd\""),
                html.select(".scopes li").eachText());
        assertEquals(
                List.of("approve", "rejected"),
                html.select("button[name=approval]").eachAttr("value"));
    }

    @Test
    public void approvalOfAnApplicationThatNobodyVouchesForSaysWhereTheAnswerGoes() {
        Document html = rendering.parsed(new ApprovalPage(
                PostForm.to("/dex/approval"),
                "Jane",
                "Your Bank",
                List.of("openid"),
                Optional.empty(),
                Optional.of("evil.example"),
                AboutClient.NOTHING));
        assertEquals(
                "This application registered itself, and nobody here has checked its name. The answer goes to evil.example.",
                html.select(".notice").text());
    }

    @Test
    public void approvalShowsWhatTheApplicationShowsOfItself() {
        Document html = rendering.parsed(new ApprovalPage(
                PostForm.to("/dex/approval"),
                "Jane",
                "App",
                List.of("openid"),
                Optional.empty(),
                Optional.empty(),
                SamplePages.ABOUT));
        assertEquals(
                List.of("https://app.example.com/logo.png"),
                html.select("img.client-logo[referrerpolicy=no-referrer]").eachAttr("src"));
        assertEquals(
                List.of(
                        "https://app.example.com/",
                        "https://app.example.com/privacy",
                        "https://app.example.com/terms?v=2&l=en"),
                html.select("main a[rel~=noreferrer]").eachAttr("href"));
        assertEquals(
                List.of("About App", "Privacy policy of App", "Terms of App"),
                html.select("main a").eachText());
    }

    @Test
    public void approvalLinksToTheWebOnly() {
        URI script = URI.create("javascript:alert(1)");
        AboutClient about = new AboutClient(Optional.empty(), Optional.empty(), Optional.of(script), Optional.empty());
        assertThrows(
                IllegalArgumentException.class,
                () -> new ApprovalPage(
                        PostForm.to("/dex/approval"),
                        "Jane",
                        "App",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        about));
    }

    @Test
    public void approvalWithNothingToDescribeShowsNoEmptyList() {
        Document html = rendering.parsed(new ApprovalPage(
                PostForm.to("/dex/approval"),
                "Jane",
                "App",
                List.of("openid"),
                Optional.empty(),
                Optional.empty(),
                AboutClient.NOTHING));
        assertTrue(html.select("ul").isEmpty());
    }

    @Test
    public void codeIsReadOnlyAndComplete() {
        Element code = rendering.parsed(new CodePage("abc123")).selectFirst("textarea[readonly]");
        assertNotNull(code);
        assertEquals("abc123", code.wholeText());
        assertFalse(code.hasAttr("name"));
    }

    @Test
    public void errorSaysWhatHappenedAndHowToGoOn() {
        Document html = rendering.parsed(ErrorPage.of(Problem.FLOW_EXPIRED)
                .withWayOn(ErrorPage.Label.START_AGAIN, "/dex/auth?client_id=a&scope=openid")
                .withReference("r-1"));
        assertEquals("That took too long", html.select("[role=alert] h1").text());
        assertEquals("/dex/auth?client_id=a&scope=openid", html.select("main a").attr("href"));
        assertEquals("Start again", html.select("main a").text());
        assertEquals("Reference: r-1", html.select(".reference").text());
    }

    @Test
    public void selfPostingFormHasAButtonForThoseWithoutScripts() {
        Document html = rendering.parsed(
                new PostPage(new PostForm("https://idp.example.com/sso?a=1&b=2", Map.of("SAMLRequest", "x+/="))));
        Element form = html.selectFirst("form#self-post[method=post]");
        assertNotNull(form);
        assertEquals("https://idp.example.com/sso?a=1&b=2", form.attr("action"));
        assertEquals("x+/=", form.select("[name=SAMLRequest]").attr("value"));
        assertEquals(1, form.select("button[type=submit]:not([name])").size());
        assertEquals(1, html.select("script[src][defer]").size());
    }

    @Test
    public void selfFollowingLinkIsThereForThoseWithoutScripts() {
        Document html = rendering.parsed(new FollowPage("com.example.app:/cb#a=\"&b='"));
        assertEquals(
                "com.example.app:/cb#a=\"&b='", html.select("a#self-follow").attr("href"));
        assertEquals(1, html.select("script[src][defer]").size());
    }

    private void onEveryPage(BiConsumer<String, Document> check) {
        SamplePages.all().forEach((name, page) -> {
            check.accept(name + " en", rendering.parsed(page));
            check.accept(name + " de", rendering.parsed(page, Locale.GERMAN));
        });
    }
}
