package io.narthex.itests.system;

import io.narthex.itests.RelyingParty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A good request to one endpoint.
 *
 * @param path below the issuer
 * @param json whether a program gets JSON there
 * @param query names and values of the address
 * @param form names and values of the body
 * @param headers whole lines
 */
record FuzzTarget(
        String method, String path, boolean json, List<String[]> query, List<String[]> form, List<String> headers) {
    private static final String GRANT = "grant_type";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** Good requests to every endpoint; to those with several kinds of requests, one of each kind. */
    static List<FuzzTarget> all(FuzzMaterial made) {
        List<FuzzTarget> all = new ArrayList<>();
        pages(made, all);
        tokens(made, all);
        for (String document :
                List.of("/keys", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            all.add(new FuzzTarget("GET", document, true, List.of(), List.of(), List.of()));
        }
        for (String other : List.of("/healthz", "/static/main.css", "/theme/logo.png", "/connectors/mock/metadata")) {
            all.add(new FuzzTarget("GET", other, false, List.of(), List.of(), List.of()));
        }
        all.add(json("POST", "/register", FuzzMaterial.METADATA, FuzzMaterial.INITIAL_TOKEN));
        String registered = "/register/" + made.value("registered_id");
        all.add(json("GET", registered, "", made.value("registration_token")));
        all.add(json(
                "PUT",
                registered,
                FuzzMaterial.METADATA.replace("{", "{\"client_id\":\"" + made.value("registered_id") + "\","),
                made.value("registration_token")));
        return all;
    }

    private static void pages(FuzzMaterial made, List<FuzzTarget> all) {
        String[] request = {
            "client_id",
            RelyingParty.ID,
            "redirect_uri",
            RelyingParty.CALLBACK,
            "response_type",
            "code id_token token",
            "scope",
            "openid email",
            "state",
            "s",
            "nonce",
            "n",
            "connector_id",
            "local",
            "prompt",
            "login",
            "max_age",
            "1",
            "claims",
            "{\"id_token\":{\"email\":null}}",
            "response_mode",
            "fragment",
            "code_challenge",
            "c".repeat(43),
            "code_challenge_method",
            "S256",
            "id_token_hint",
            made.value("id_token"),
            "ui_locales",
            "de en",
            "acr_values",
            "1",
            "login_hint",
            "jane",
            "display",
            "page"
        };
        String[] another = {
            "client_id",
            FuzzMaterial.PUBLIC_CLIENT,
            "redirect_uri",
            "http://127.0.0.1:7/cb",
            "response_type",
            "code",
            "scope",
            "openid",
            "state",
            "s",
            "code_challenge",
            "c".repeat(43),
            "code_challenge_method",
            "S256",
            "connector_id",
            "mock",
            "request",
            made.value("id_token"),
            "response_mode",
            "form_post"
        };
        String[] flow = {"flow", made.value("flow")};
        String[] state = {"state", made.value("flow"), "code", "x"};
        String[] password = {
            "login", "admin@example.com", "password", "password", "form_token", made.value("form_token")
        };
        String[] approval = {"flow", made.value("approval_flow")};
        String[] answer = {"approval", "rejected", "form_token", made.value("approval_form_token")};
        all.add(get("/auth", made, request));
        all.add(get("/auth", made, another));
        all.add(post("/auth", made, new String[0], request));
        all.add(get("/auth/local", made, flow));
        all.add(get("/auth/mock", made, flow));
        all.add(post("/auth/local", made, flow, password));
        all.add(get("/callback", made, state));
        all.add(post("/callback", made, new String[0], state));
        all.add(get("/callback/mock", made, state));
        all.add(post("/callback/mock", made, new String[0], "SAMLResponse", "PHg+", "RelayState", made.value("flow")));
        all.add(get("/approval", made, approval));
        all.add(post("/approval", made, approval, answer));
        all.add(get("/device", made, "user_code", "ABCD-EFGH"));
        all.add(post("/device", made, new String[0], "user_code", "ABCD-EFGH", "form_token", "x"));
        String[] logout = {
            "id_token_hint",
            made.value("id_token"),
            "post_logout_redirect_uri",
            "https://app.example/out",
            "client_id",
            RelyingParty.ID,
            "state",
            "s",
            "logout_hint",
            "jane",
            "ui_locales",
            "de"
        };
        all.add(get("/logout", made, logout));
        all.add(post("/logout", made, new String[0], logout));
        all.add(get("/logout/callback", made, "state", made.value("flow"), "logout", "x"));
        all.add(get("/account", made));
        all.add(post("/account", made, new String[0], "client_id", RelyingParty.ID, "form_token", "x"));
    }

    private static void tokens(FuzzMaterial made, List<FuzzTarget> all) {
        all.add(token(
                "/token",
                GRANT,
                "authorization_code",
                "code",
                made.value("code"),
                "redirect_uri",
                RelyingParty.CALLBACK));
        all.add(token(
                "/token", GRANT, "refresh_token", "refresh_token", made.value("refresh_token"), "scope", "openid"));
        all.add(token("/token", GRANT, "client_credentials", "scope", "openid"));
        all.add(token(
                "/token",
                GRANT,
                "password",
                "username",
                "admin@example.com",
                "password",
                "password",
                "scope",
                "openid"));
        all.add(token(
                "/token", GRANT, "urn:ietf:params:oauth:grant-type:device_code", "device_code", made.value("code")));
        all.add(token(
                "/token",
                GRANT,
                EXCHANGE,
                "subject_token",
                made.value("access_token"),
                "subject_token_type",
                ACCESS_TOKEN,
                "connector_id",
                "mock",
                "requested_token_type",
                ACCESS_TOKEN,
                "audience",
                RelyingParty.ID));
        all.add(token(
                "/token",
                GRANT,
                "client_credentials",
                "client_id",
                RelyingParty.ID,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                made.value("id_token")));
        for (String endpoint : List.of("/introspect", "/revoke")) {
            all.add(token(endpoint, "token", made.value("access_token"), "token_type_hint", "access_token"));
        }
        all.add(token("/device/code", "client_id", RelyingParty.ID, "scope", "openid"));
        all.add(token(
                "/par",
                "client_id",
                RelyingParty.ID,
                "redirect_uri",
                RelyingParty.CALLBACK,
                "response_type",
                "code",
                "scope",
                "openid",
                "state",
                "s"));
        List<String> bearer = List.of("Authorization: Bearer " + made.value("access_token"));
        all.add(new FuzzTarget("GET", "/userinfo", true, List.of(), List.of(), bearer));
        all.add(new FuzzTarget(
                "POST", "/userinfo", true, List.of(), pairs("access_token", made.value("access_token")), List.of()));
    }

    private static FuzzTarget get(String path, FuzzMaterial made, String... query) {
        return new FuzzTarget("GET", path, false, pairs(query), List.of(), browser(made));
    }

    private static FuzzTarget post(String path, FuzzMaterial made, String[] query, String... form) {
        return new FuzzTarget("POST", path, false, pairs(query), pairs(form), browser(made));
    }

    private static FuzzTarget token(String path, String... form) {
        return new FuzzTarget(
                "POST", path, true, List.of(), pairs(form), List.of("Authorization: " + FuzzMaterial.BASIC));
    }

    private static FuzzTarget json(String method, String path, String document, String bearer) {
        List<String[]> body = document.isEmpty() ? List.of() : List.<String[]>of(new String[] {"", document});
        return new FuzzTarget(
                method,
                path,
                true,
                List.of(),
                body,
                List.of("Authorization: Bearer " + bearer, "Content-Type: application/json"));
    }

    private static List<String> browser(FuzzMaterial made) {
        return List.of("Accept: text/html", "Cookie: " + made.cookies());
    }

    private static List<String[]> pairs(String... namesAndValues) {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(Arrays.copyOfRange(namesAndValues, i, i + 2));
        }
        return pairs;
    }
}
