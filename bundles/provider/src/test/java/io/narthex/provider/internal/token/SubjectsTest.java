package io.narthex.provider.internal.token;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonParser;
import com.nimbusds.jwt.JWTParser;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.secret.LastingSecret;
import java.text.ParseException;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class SubjectsTest {

    private final TestProvider provider = new TestProvider();

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void givesEveryPublicClientTheSameName() throws ParseException {
        assertEquals(realName(), subject(provider.signInFor("openid")));
    }

    @Test
    public void givesAPairwiseClientTheSameNameEverywhereAndNeverTheRealOne() throws ParseException {
        String real = realName();
        pairwise("app");
        TokenResponse first = provider.signInFor("openid offline_access");
        String subject = subject(first);
        assertNotEquals(real, subject);
        assertTrue(subject, subject.matches("[A-Za-z0-9_-]{43}"));
        assertEquals(
                subject,
                JsonParser.parseString(
                                provider.tokens.userinfo(first.accessToken()).body())
                        .getAsJsonObject()
                        .get("sub")
                        .getAsString());
        TokenResponse refreshed =
                provider.token(TestProvider.refresh(first.refreshToken().orElseThrow()));
        assertEquals(subject, subject(refreshed));
        assertEquals(subject, subject(provider.signInFor("openid")));
    }

    @Test
    public void givesClientsOfOneSectorTheSameNameAndOthersAnother() throws ParseException {
        provider.signInFor("openid");
        Grant.Person person = person();
        Subjects subjects = subjects();
        String here = subjects.of(client("a", "redirectURIs", "https://app.example/a"), person);
        assertEquals(here, subjects.of(client("b", "redirectURIs", "https://APP.example:8443/b"), person));
        assertEquals(
                here,
                subjects.of(
                        client(
                                "c",
                                "redirectURIs",
                                "https://else.example/, com.example:/back",
                                "sectorIdentifierURI",
                                "https://app.example/list.json"),
                        person));
        assertNotEquals(here, subjects.of(client("d", "redirectURIs", "https://other.example/a"), person));
    }

    @Test
    public void namesNobodyToAClientThatIsGone() throws ParseException {
        provider.signInFor("openid");
        Grant.Person person = person();
        assertThrows(OAuthException.class, () -> subjects().of("nobody", person));
    }

    private String realName() throws ParseException {
        return subject(provider.signInFor("openid"));
    }

    private void pairwise(String id) {
        provider.put(client(id));
    }

    private static Client client(String id, String... keysAndValues) {
        String[] all = new String[keysAndValues.length + 2];
        System.arraycopy(keysAndValues, 0, all, 2, keysAndValues.length);
        all[0] = "subjectType";
        all[1] = "pairwise";
        return TestProvider.confidential(id, all);
    }

    private Subjects subjects() {
        return new Subjects(
                id -> Optional.ofNullable(provider.clients.get(id)),
                new LastingSecret(provider.store, Subjects.PURPOSE));
    }

    private Grant.Person person() {
        String id = provider.store
                .list("grant", Optional.empty(), 1)
                .records()
                .get(0)
                .key()
                .id();
        return provider.grants.find(id).orElseThrow().grant().person();
    }

    private static String subject(TokenResponse tokens) throws ParseException {
        return JWTParser.parse(tokens.idToken().orElseThrow()).getJWTClaimsSet().getSubject();
    }
}
