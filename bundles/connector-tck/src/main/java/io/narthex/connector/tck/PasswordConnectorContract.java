package io.narthex.connector.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorException;
import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.Test;

/** The tests of a {@link PasswordConnector}. */
public abstract non-sealed class PasswordConnectorContract extends ConnectorContract {

    /** Names and passwords that mean something to LDAP, SQL, shells, paths, logs, headers or C strings, or are just long. */
    private static final List<String> HOSTILE = List.of(
            "*",
            "*)(uid=*",
            "a,b=c+d\\2a",
            "' or '1'='1",
            "\"; drop table users; --",
            "$(id)`id`",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/x}",
            "%s%n%x",
            "a\r\nX-Injected: b",
            "a\u0000b",
            "\u0000",
            "\u202eevil",
            "\ud800",
            "{}[]<a href='x'>&amp;",
            "x".repeat(100_000));

    /** The user name of the person who signs in. */
    protected abstract String username();

    /** Their password, of eight characters or more. */
    protected abstract String password();

    @Override
    final Identity signIn(Connector connector) {
        return attempt(connector, username(), password())
                .orElseThrow(() -> new AssertionError("the right user name and password do not sign in"));
    }

    @Override
    final Set<String> furtherSecrets() {
        return Set.of(password());
    }

    @Test
    public final void answersAWrongPasswordAndAnUnknownUserAlike() {
        try (Connector connector = open()) {
            assertEquals("wrong password", Optional.empty(), attempt(connector, username(), "not-" + password()));
            assertEquals("unknown user", Optional.empty(), attempt(connector, "not-" + username(), password()));
        }
    }

    @Test
    public final void takesThePasswordToTheLetter() {
        List<String> almost = List.of(
                password() + " ",
                " " + password(),
                password() + "\u0000",
                password() + "\u0000" + password(),
                password() + "x".repeat(100),
                password().substring(1),
                password().substring(0, password().length() - 1),
                password().toUpperCase(Locale.ROOT),
                password().toLowerCase(Locale.ROOT));
        try (Connector connector = open()) {
            for (String typed : almost) {
                if (!typed.equals(password())) {
                    assertNobody("almost the password", connector, username(), typed);
                }
            }
        }
    }

    @Test
    public final void signsNobodyInWithoutAPassword() {
        try (Connector connector = open()) {
            assertNobody("no password", connector, username(), "");
            assertNobody("a blank password", connector, username(), " ");
        }
    }

    @Test
    public final void withstandsHostileUserNames() {
        withstands((connector, text) -> assertNobody("user name", connector, text, password()));
    }

    @Test
    public final void withstandsHostilePasswords() {
        withstands((connector, text) -> assertNobody("password", connector, username(), text));
    }

    private void withstands(BiConsumer<Connector, String> attempt) {
        try (Connector connector = open()) {
            HOSTILE.forEach(text -> attempt.accept(connector, text));
            assertEquals("afterwards", userId(), signIn(connector).userId());
        }
    }

    private void assertNobody(String what, Connector connector, String typedName, String typedPassword) {
        Optional<ConnectorException> refusal = refusal(() -> assertTrue(
                what + ": somebody is signed in",
                attempt(connector, typedName, typedPassword).isEmpty()));
        refusal.ifPresent(e -> assertTrue(
                what + ": the message repeats the password",
                typedPassword.isBlank()
                        || typedPassword.length() < 8
                        || !String.valueOf(e.getMessage()).contains(typedPassword)));
    }

    private static Optional<Identity> attempt(Connector connector, String username, String password) {
        if (connector instanceof PasswordConnector withPassword) {
            return withPassword.signIn(username, password, SCOPES);
        }
        throw new AssertionError("expected a PasswordConnector, got " + connector.getClass());
    }
}
