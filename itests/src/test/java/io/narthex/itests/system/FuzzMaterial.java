package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What good requests are made of: live tokens, a code, flows under way with their cookies.
 *
 * @param values by the name of the parameter that they are for
 * @param cookies a {@code Cookie} header for all of them
 */
record FuzzMaterial(Map<String, String> values, String cookies) {
    static final String PUBLIC_CLIENT = "fuzz-public";
    static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString((RelyingParty.ID + ":" + RelyingParty.SECRET).getBytes(UTF_8));
    static final String INITIAL_TOKEN = "fuzz-initial-access-token";
    static final String METADATA = "{\"redirect_uris\":[\"https://new.example/cb\"],\"client_name\":\"n\"}";
    private static final String SCOPES = "openid email profile groups offline_access";
    private static final Pattern HIDDEN = Pattern.compile("name=\"([a-z_]+)\" value=\"([^\"]*)\"");

    /** Signs in once, leaves two other sign-ins half done, and registers a client. */
    static FuzzMaterial fresh(URI issuer) {
        RelyingParty app = new RelyingParty(issuer);
        Map<String, String> values = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        JsonObject tokens = RelyingParty.tokens(app.redeem(app.codeFromMock(SCOPES)));
        for (String kind : List.of("access_token", "refresh_token", "id_token")) {
            values.put(kind, tokens.get(kind).getAsString());
        }
        values.put("code", app.codeFromMock(SCOPES));

        Client first = new Client();
        Page begun = first.get(app.authorization(SCOPES, "connector_id", "local"));
        keep(begun, cookies);
        Page form = first.follow(begun);
        values.put("flow", Client.parameters(form.address()).getOrDefault("flow", ""));
        hidden(form, values, "");

        Client second = new Client();
        Page step = second.get(app.authorization(SCOPES, "connector_id", "mock", "prompt", "consent"));
        while (step.location().isPresent()) {
            keep(step, cookies);
            step = second.get(step.location().orElseThrow());
        }
        keep(step, cookies);
        values.put("approval_flow", Client.parameters(step.address()).getOrDefault("flow", ""));
        hidden(step, values, "approval_");

        JsonObject registered = JsonParser.parseString(new Client()
                        .postJson(
                                URI.create(issuer + "/register"), METADATA, "Authorization", "Bearer " + INITIAL_TOKEN)
                        .text())
                .getAsJsonObject();
        values.put("registered_id", registered.get("client_id").getAsString());
        values.put(
                "registration_token",
                registered.get("registration_access_token").getAsString());
        return new FuzzMaterial(values, String.join("; ", cookies));
    }

    /** One of the values. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static void hidden(Page page, Map<String, String> values, String prefix) {
        Matcher field = HIDDEN.matcher(page.text());
        while (field.find()) {
            values.putIfAbsent(prefix + field.group(1), field.group(2));
        }
    }

    private static void keep(Page page, List<String> cookies) {
        for (String set : page.headers().allValues("Set-Cookie")) {
            String cookie = set.split(";", 2)[0];
            cookies.removeIf(old -> old.startsWith(cookie.substring(0, cookie.indexOf('=') + 1)));
            if (!cookie.endsWith("=")) {
                cookies.add(cookie);
            }
        }
    }
}
