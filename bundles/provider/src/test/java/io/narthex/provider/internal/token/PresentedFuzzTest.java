package io.narthex.provider.internal.token;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.grant.AuthorizationCode;
import io.narthex.provider.internal.grant.RefreshToken;
import io.narthex.provider.internal.session.SessionToken;
import java.util.Random;
import org.junit.After;
import org.junit.Test;

/** Spoils tokens, codes and cookies: nothing that we did not issue is taken. {@code -Dfuzz.rounds} makes it longer. */
public class PresentedFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125L);

    private final TestProvider provider = new TestProvider();
    private final Random random = new Random(SEED);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void takesNoAccessTokenThatWasChanged() {
        String good = provider.signInFor("openid email").accessToken();
        provider.tokens.userinfo(good);
        for (int round = 0; round < ROUNDS; round++) {
            String spoilt = spoilt(good);
            OAuthException refused = assertThrows(spoilt, OAuthException.class, () -> provider.tokens.userinfo(spoilt));
            assertEquals(spoilt, ErrorCode.INVALID_TOKEN, refused.error());
        }
    }

    @Test
    public void takesNoRefreshTokenThatWasChanged() {
        String good = provider.signInFor("openid offline_access").refreshToken().orElseThrow();
        RefreshToken issued = RefreshToken.parse(good).orElseThrow();
        for (int round = 0; round < ROUNDS; round++) {
            String spoilt = spoilt(good);
            assertTrue(spoilt, RefreshToken.parse(spoilt).filter(issued::equals).isEmpty());
        }
        provider.token(TestProvider.refresh(good));
    }

    @Test
    public void readsNoCodeAndNoSessionThatWasChangedAsTheOneIssued() {
        AuthorizationCode code = AuthorizationCode.issue(RandomIds.next());
        SessionToken session = SessionToken.issue(RandomIds.next());
        assertEquals(code, AuthorizationCode.parse(code.text()).orElseThrow());
        assertEquals(session, SessionToken.parse(session.text()).orElseThrow());
        for (int round = 0; round < ROUNDS; round++) {
            String spoilt = spoilt(code.text());
            assertTrue(
                    spoilt, AuthorizationCode.parse(spoilt).filter(code::equals).isEmpty());
            String cookie = spoilt(session.text());
            assertTrue(
                    cookie, SessionToken.parse(cookie).filter(session::equals).isEmpty());
        }
    }

    /** The last letter stays as it is: base64 leaves bits of it unused, so another one may stand for the same. */
    private String spoilt(String good) {
        StringBuilder text = new StringBuilder(good);
        int at = random.nextInt(good.length() - 1);
        switch (random.nextInt(5)) {
            case 0 -> text.setLength(at);
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, (char) (1 + random.nextInt(0x200)));
            case 3 -> text.append(text, 0, at + 1);
            default -> text.setCharAt(at, text.charAt(at) == 'q' ? 'r' : 'q');
        }
        return text.toString().equals(good) ? good.substring(1) : text.toString();
    }
}
