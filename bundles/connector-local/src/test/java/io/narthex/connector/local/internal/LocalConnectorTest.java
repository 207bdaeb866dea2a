package io.narthex.connector.local.internal;

import static io.narthex.connector.local.internal.FakeUserDirectory.PASSWORD;
import static io.narthex.connector.local.internal.FakeUserDirectory.jane;
import static io.narthex.connector.local.internal.FakeUserDirectory.janeWithHash;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.UserDirectory;
import io.narthex.connector.support.Bulkhead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class LocalConnectorTest {

    private static final Scopes SCOPES = new Scopes(true, true);
    private static final Identity JANE = new Identity(
            "4711", "Jane Doe", "jane", "Jane@example.com", true, List.of("staff", "admins"), Optional.empty());

    private final FakeUserDirectory users = new FakeUserDirectory().with(jane());
    private final LocalConnector connector = connector(users);

    @Test
    public void asksForAMailAddress() {
        assertEquals(Optional.of("Email Address"), connector.usernamePrompt());
    }

    @Test
    public void vouchesForThePersonAsTheyAreStored() {
        assertEquals(Optional.of(JANE), connector.signIn("JANE@EXAMPLE.COM", PASSWORD, SCOPES));
    }

    @Test
    public void showsTheShortNameWhereThereIsNoFullOne() {
        users.with(janeWithHash(FakeUserDirectory.HASH));
        assertEquals(
                Optional.of(Identity.of("4711")
                        .withUsername("jane")
                        .withPreferredUsername("jane")
                        .withEmail("Jane@example.com", false)),
                connector.signIn("jane@example.com", PASSWORD, SCOPES));
    }

    @Test
    public void namesTheUserWhoseHashIsTooCheapOrTooDear() {
        assertUnusable("has cost 9, expected 10 to 16", FakeUserDirectory.HASH.replace("$10$", "$09$"));
        assertUnusable("has cost 17, expected 10 to 16", FakeUserDirectory.HASH.replace("$10$", "$17$"));
        assertUnusable("has cost 31, expected 10 to 16", FakeUserDirectory.HASH.replace("$10$", "$31$"));
    }

    @Test
    public void namesTheUserWhoseHashIsNone() {
        assertUnusable("is no bcrypt hash ($2a$, $2b$ or $2y$)", PASSWORD);
    }

    @Test
    public void refreshesToWhatIsStoredNow() {
        users.with(janeWithHash("whatever"));
        assertEquals("jane", connector.refresh(JANE, SCOPES).username());
    }

    @Test
    public void refreshesNobodyWhoIsGone() {
        assertNotRefreshed(JANE.withEmail("gone@example.com", true));
    }

    @Test
    public void refreshesNobodyWhoseAddressBelongsToSomeoneElseNow() {
        assertNotRefreshed(Identity.of("4710").withEmail("jane@example.com", true));
    }

    @Test
    public void passesOnThatTheDirectoryCannotBeAsked() {
        LocalConnector cut = connector(email -> {
            throw new UpstreamUnavailableException("storage: down");
        });
        assertThrows(UpstreamUnavailableException.class, () -> cut.signIn("jane@example.com", PASSWORD, SCOPES));
        assertThrows(UpstreamUnavailableException.class, () -> cut.refresh(JANE, SCOPES));
    }

    private void assertUnusable(String problem, String hash) {
        users.with(janeWithHash(hash));
        assertEquals(
                "user '4711': the stored password hash " + problem,
                assertThrows(
                                UpstreamUnavailableException.class,
                                () -> connector.signIn("jane@example.com", PASSWORD, SCOPES))
                        .getMessage());
    }

    private void assertNotRefreshed(Identity last) {
        assertEquals(
                SignInRefusedException.Reason.NOT_PERMITTED,
                assertThrows(SignInRefusedException.class, () -> connector.refresh(last, SCOPES))
                        .reason());
    }

    private static LocalConnector connector(UserDirectory users) {
        return new LocalConnector(
                users, new PasswordChecker(new Bulkhead("checking a password", 1, 0, Duration.ofSeconds(30))));
    }
}
