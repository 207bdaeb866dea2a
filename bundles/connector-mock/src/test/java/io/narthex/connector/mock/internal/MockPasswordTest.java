package io.narthex.connector.mock.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class MockPasswordTest {

    private static final Scopes SCOPES = new Scopes(true, true);

    private final MockPassword connector = new MockPassword("kilgore", "tralfamadore");

    @Test
    public void signsInAsKilgoreTroutWithoutGroupsAndData() {
        assertEquals(
                Optional.of(new Identity(
                        "0-385-28089-0",
                        "Kilgore Trout",
                        "",
                        "kilgore@kilgore.trout",
                        true,
                        List.of(),
                        Optional.empty())),
                connector.signIn("kilgore", "tralfamadore", SCOPES));
    }

    @Test
    public void leavesTheLabelToThePage() {
        assertEquals(Optional.empty(), connector.usernamePrompt());
    }

    @Test
    public void refreshesOnlyThePersonItKnows() {
        assertEquals(MockPerson.plain(), connector.refresh(Identity.of("0-385-28089-0"), SCOPES));
        assertThrows(SignInRefusedException.class, () -> connector.refresh(Identity.of("someone-else"), SCOPES));
    }
}
