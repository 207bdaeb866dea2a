package io.narthex.connector.mock.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.Arrival;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRefusedException.Reason;
import io.narthex.connector.SignInRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class MockCallbackTest {

    private static final URI CALLBACK = URI.create("http://127.0.0.1:5556/dex/callback/mock");
    private static final Scopes SCOPES = new Scopes(true, false);

    private final MockCallback connector = new MockCallback();

    @Test
    public void sendsTheBrowserStraightBackWithItsState() {
        assertEquals(
                new Departure.Redirect(URI.create(CALLBACK + "?state=a%26b"), ""),
                connector.begin(new SignInRequest(CALLBACK, "a&b", SCOPES, Optional.empty())));
    }

    @Test
    public void signsInAsKilgoreTroutWithGroupsThatNobodyAskedFor() {
        assertEquals(
                new Identity(
                        "0-385-28089-0",
                        "Kilgore Trout",
                        "",
                        "kilgore@kilgore.trout",
                        true,
                        List.of("authors"),
                        Optional.of("foobar")),
                connector.complete(arrival(Map.of("state", List.of("s")))));
    }

    @Test
    public void tellsACancelledSignInFromAnInvalidAnswer() {
        assertRefused(Reason.CANCELLED, Map.of("state", List.of("s"), "error", List.of("access_denied")));
        assertRefused(Reason.INVALID_ANSWER, Map.of("state", List.of("s"), "error", List.of("server_error")));
        assertRefused(Reason.INVALID_ANSWER, Map.of());
    }

    @Test
    public void refreshesOnlyThePersonItKnows() {
        Identity last = MockPerson.withGroupsAndData();
        assertEquals(last, connector.refresh(last, SCOPES));
        assertThrows(SignInRefusedException.class, () -> connector.refresh(Identity.of("someone-else"), SCOPES));
    }

    private void assertRefused(Reason reason, Map<String, List<String>> query) {
        assertEquals(
                reason,
                assertThrows(SignInRefusedException.class, () -> connector.complete(arrival(query)))
                        .reason());
    }

    private static Arrival arrival(Map<String, List<String>> query) {
        return new Arrival("GET", query, Map.of(), Map.of(), "127.0.0.1", CALLBACK, "s", "", SCOPES);
    }
}
