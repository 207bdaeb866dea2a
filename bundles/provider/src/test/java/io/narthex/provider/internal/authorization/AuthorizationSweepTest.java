package io.narthex.provider.internal.authorization;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.ResponseTarget;
import io.narthex.provider.Completion;
import io.narthex.provider.Flow;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.session.TestBrowser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Test;

/**
 * Every combination of what decides how an authorization request is answered. What is expected of a combination is said once
 * more here, in words of its own: {@link Cell#expected()}.
 */
public class AuthorizationSweepTest {

    private static final String SKIP = "oauth2.skipApprovalScreen";
    private static final String DESK = "http://127.0.0.1:8000/";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final List<String> TYPES = List.of(
            "code",
            "id_token",
            "token id_token",
            "code id_token",
            "token code",
            "code token id_token",
            "token",
            "none",
            "code none",
            "");
    private static final List<String> MODES = List.of("", "query", "fragment", "form_post", "query.jwt");
    private static final List<String> METHODS = List.of("", "S256", "plain");
    private static final List<String> PROMPTS =
            List.of("", "none", "login", "consent", "select_account", "none login", "login consent", "register");

    private final TestProvider provider = new TestProvider();
    private final TestBrowser browser = new TestBrowser(provider);

    private final ProviderSettings codesOnly = TestProvider.settings();
    private final ProviderSettings codesOnlyUnasked = TestProvider.settings(SKIP, "true");
    private final ProviderSettings all = TestProvider.frontChannel();
    private final ProviderSettings allUnasked = TestProvider.frontChannel(SKIP, "true");

    /** What there is of a session, and whether people are asked before a client gets an answer. */
    private enum Session {
        NONE,
        THERE,
        THERE_BUT_ASK
    }

    /** One combination; what is empty is left out of the request. */
    private record Cell(
            boolean frontChannel,
            boolean isPublic,
            String types,
            String mode,
            boolean nonce,
            String method,
            String prompt,
            Session session) {

        Map<String, String> request() {
            Map<String, String> request = new HashMap<>(Map.of("scope", "openid", "state", "s1"));
            request.put("client_id", isPublic ? "desk" : "app");
            request.put("redirect_uri", redirectUri());
            request.put("response_type", types);
            request.put("response_mode", mode);
            request.put("nonce", nonce ? "n1" : "");
            request.put("code_challenge", method.isEmpty() ? "" : CHALLENGE);
            request.put("code_challenge_method", method);
            request.put("prompt", prompt);
            return request;
        }

        String redirectUri() {
            return isPublic ? DESK : TestProvider.CALLBACK;
        }

        private boolean wants(String type) {
            return Arrays.asList(types.split(" ", -1)).contains(type);
        }

        /** Where the answer stands, and an error as well: tokens are never put where servers would log them. */
        String way() {
            boolean secret = wants("token") || wants("id_token");
            boolean honoured = mode.equals("fragment") || mode.equals("form_post") || (mode.equals("query") && !secret);
            return honoured ? mode : secret ? "fragment" : "query";
        }

        /** The rules. The first that applies decides. */
        String expected() {
            Set<String> words = new TreeSet<>(Arrays.asList(types.split(" ", -1)));
            boolean combination = Set.of(
                            "code", "id_token", "id_token token", "code id_token", "code token", "code id_token token")
                    .contains(String.join(" ", words));
            if (types.isEmpty()) {
                return "invalid_request"; // RFC 6749, 4.1.2.1: a required parameter is missing
            }
            if (!combination || (!frontChannel && !types.equals("code"))) {
                return "unsupported_response_type"; // RFC 6749, 4.1.2.1
            }
            if (mode.equals("query.jwt") || (mode.equals("query") && !types.equals("code"))) {
                return "invalid_request"; // Multiple Response Types, 3 and 5
            }
            if (wants("id_token") && !nonce) {
                return "invalid_request"; // Core, 3.2.2.1 and 3.3.2.11
            }
            if (wants("code") && (method.equals("plain") || (method.isEmpty() && isPublic))) {
                return "invalid_request"; // RFC 9700, 2.1.1; plain is off
            }
            if (prompt.equals("register") || prompt.equals("none login")) {
                return "invalid_request"; // Core, 3.1.2.1
            }
            if (prompt.equals("none") && session != Session.THERE) {
                return session == Session.NONE ? "login_required" : "consent_required"; // Core, 3.1.2.6
            }
            // Core, 3.1.2.3 and 3.1.2.4: login, consent and select_account each demand a page, and nothing else does
            return (prompt.isEmpty() || prompt.equals("none")) && session == Session.THERE ? "answer" : "pages";
        }

        /** What is in the answer besides {@code iss} and {@code state}. */
        Set<String> contents() {
            Set<String> contents = new TreeSet<>(Set.of("iss", "state"));
            if (wants("code")) {
                contents.add("code");
            }
            if (wants("id_token")) {
                contents.add("id_token");
            }
            if (wants("token")) {
                contents.addAll(Set.of("access_token", "token_type", "expires_in", "scope"));
            }
            return contents;
        }
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void answersEveryCombinationAsTheRulesSay() {
        browser.signIn(TestProvider.request("openid"));
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Cell cell : cells()) {
            String expected = cell.expected() + " by " + cell.way();
            String found = outcome(cell);
            seen.merge(cell.expected(), 1, Integer::sum);
            if (!found.equals(expected)) {
                wrong.add(cell + ": expected " + expected + ", got " + found);
            }
        }
        assertTrue(
                wrong.size() + " of " + seen + ": " + wrong.stream().limit(10).toList(), wrong.isEmpty());
        assertEquals(
                seen.toString(),
                Set.of(
                        "answer",
                        "pages",
                        "invalid_request",
                        "login_required",
                        "consent_required",
                        "unsupported_response_type"),
                seen.keySet());
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (boolean frontChannel : new boolean[] {true, false}) {
            for (boolean isPublic : new boolean[] {true, false}) {
                for (boolean nonce : new boolean[] {true, false}) {
                    for (String types : TYPES) {
                        for (String mode : MODES) {
                            for (String method : METHODS) {
                                for (String prompt : PROMPTS) {
                                    for (Session session : Session.values()) {
                                        cells.add(new Cell(
                                                frontChannel, isPublic, types, mode, nonce, method, prompt, session));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return cells;
    }

    /** What becomes of a request, and by which way the client is told. */
    private String outcome(Cell cell) {
        boolean asked = cell.session() == Session.THERE_BUT_ASK;
        provider.settings = cell.frontChannel() ? (asked ? all : allUnasked) : asked ? codesOnly : codesOnlyUnasked;
        Optional<String> cookie = cell.session() == Session.NONE ? Optional.empty() : browser.cookie;
        try {
            Flow flow = provider.signIn.recognize(provider.signIn.begin(Parameters.of(cell.request())), cookie);
            if (flow.person().isPresent() && !provider.signIn.needsApproval(flow)) {
                return "answer by " + answered(cell, flow, cookie);
            }
            // Whatever pages there are, they end in an answer; those without prompt stand for all.
            return "pages by "
                    + (cell.prompt().isEmpty()
                            ? answered(cell, provider.signedIn(cell.request()), Optional.empty())
                            : way(Completion.of(flow.request().target(TestProvider.ISSUER), Map.of()), cell));
        } catch (OAuthException e) {
            ResponseTarget target = e.target().orElse(null);
            if (target == null || !target.state().equals(Optional.of("s1"))) {
                return "page";
            }
            return e.error().code() + " by " + way(Completion.of(target, e), cell);
        }
    }

    private String answered(Cell cell, Flow flow, Optional<String> cookie) {
        Completion end = provider.signIn.complete(flow, cookie).answer();
        Set<String> contents = new TreeSet<>(TestProvider.answer(end).names());
        return contents.equals(cell.contents()) ? way(end, cell) : contents + " " + end;
    }

    private static String way(Completion end, Cell cell) {
        String redirectUri = cell.redirectUri();
        if (end instanceof Completion.FormPost post) {
            return post.address().equals(redirectUri) ? "form_post" : post.address();
        }
        String address = ((Completion.Redirect) end).address();
        return address.startsWith(redirectUri + "?")
                ? "query"
                : address.startsWith(redirectUri + "#") ? "fragment" : address;
    }
}
