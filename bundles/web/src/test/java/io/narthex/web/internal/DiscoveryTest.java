package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What the document says of the authorization endpoint, as it is switched on. */
public class DiscoveryTest {

    @Rule
    public final WebServer server = new WebServer("/dex");

    @Test
    public void saysThatNothingButCodesIsGivenOut() {
        JsonObject document = document();
        assertEquals(List.of("code"), list(document, "response_types_supported"));
        assertEquals(List.of("query", "fragment", "form_post"), list(document, "response_modes_supported"));
        assertFalse(list(document, "grant_types_supported").contains("implicit"));
        assertEquals("true", document.get("claims_parameter_supported").toString());
        assertFalse("no connector vouches for one", document.has("acr_values_supported"));
        assertFalse(list(document, "claims_supported").contains("acr"));
    }

    @Test
    public void listsTheCombinationsOfWhatIsSwitchedOn() {
        server.providerSettings = Map.of("oauth2.responseTypes", "code, id_token");
        JsonObject some = document();
        assertEquals(List.of("code", "id_token", "code id_token"), list(some, "response_types_supported"));
        assertEquals(true, list(some, "grant_types_supported").contains("implicit"));
        server.providerSettings = Map.of("oauth2.responseTypes", "code, id_token, token");
        assertEquals(
                List.of("code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"),
                list(document(), "response_types_supported"));
    }

    @Test
    public void namesNoCodeThatNobodyCouldRedeem() {
        server.providerSettings =
                Map.of("oauth2.responseTypes", "code, id_token", "oauth2.grantTypes", "client_credentials");
        assertEquals(List.of("id_token"), list(document(), "response_types_supported"));
    }

    private JsonObject document() {
        return JsonParser.parseString(server.browser()
                        .get("/dex/.well-known/openid-configuration")
                        .body())
                .getAsJsonObject();
    }

    private static List<String> list(JsonObject document, String name) {
        return document.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
