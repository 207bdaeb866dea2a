package io.narthex.connector.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorException;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Identity;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** What holds for every connector, however people sign in. Extended by the contracts of the two kinds, not by users. */
public abstract sealed class ConnectorContract permits PasswordConnectorContract, BrowserConnectorContract {

    /** The scopes that the kit signs in with: both are asked for. */
    protected static final Scopes SCOPES = new Scopes(true, true);

    private static final int CROWD = 20;

    ConnectorContract() {}

    /** The factory under test. */
    protected abstract ConnectorFactory factory();

    /** The fewest settings with which a sign-in works. */
    protected abstract Map<String, String> settings();

    /** The {@link Identity#userId} of the person who signs in. */
    protected abstract String userId();

    /** The keys without which opening is refused; all of {@link #settings()} unless overridden. */
    protected Set<String> requiredKeys() {
        return settings().keySet();
    }

    /** Keys with values that are refused at opening; none unless overridden. */
    protected Map<String, List<String>> wrongSettings() {
        return Map.of();
    }

    /** The keys whose values must never be seen; none unless overridden. Give them values of eight characters or more. */
    protected Set<String> secretKeys() {
        return Set.of();
    }

    /** How many requests the test's own upstream has seen; to be overridden where there is one. */
    protected int upstreamRequests() {
        return 0;
    }

    /** What the upstream may do wrong; none unless overridden. */
    protected List<Fault> faults() {
        return List.of();
    }

    /** Ends a {@link Fault}; called after each of them. */
    protected void repairUpstream() {}

    /** One whole sign-in of the right person. */
    abstract Identity signIn(Connector connector);

    /** Values besides {@link #secretKeys()} that must never be seen. */
    Set<String> furtherSecrets() {
        return Set.of();
    }

    final Connector open() {
        return open(settings());
    }

    private Connector open(Map<String, String> values) {
        return factory().open("under-test", Settings.of(values));
    }

    // Opening

    @Test
    public final void opensAndReadsEverySettingOfTheSmallestDefinition() {
        Settings settings = Settings.of(settings());
        try (Connector connector = factory().open("under-test", settings)) {
            settings.rejectUnknown();
            assertEquals(userId(), signIn(connector).userId());
        }
    }

    @Test
    public final void namesEachRequiredSettingThatIsMissing() {
        for (String key : requiredKeys()) {
            Map<String, String> values = new HashMap<>(settings());
            values.remove(key);
            assertRefusesToOpen(key, values);
        }
    }

    @Test
    public final void takesABlankValueForAMissingOne() {
        for (String key : requiredKeys()) {
            Map<String, String> values = new HashMap<>(settings());
            values.put(key, " ");
            assertRefusesToOpen(key, values);
        }
    }

    @Test
    public final void namesEachSettingThatHasAWrongValue() {
        wrongSettings().forEach((key, wrong) -> {
            for (String value : wrong) {
                Map<String, String> values = new HashMap<>(settings());
                values.put(key, value);
                assertRefusesToOpen(key, values);
            }
        });
    }

    @Test
    public final void leavesUnknownSettingsUnread() {
        Map<String, String> values = new HashMap<>(settings());
        values.put("noSuchSetting", "whatever");
        Settings settings = Settings.of(values);
        factory().open("under-test", settings).close();
        InvalidSettingException refusal = assertThrows(
                "unknown settings must be left for Settings.rejectUnknown() to find",
                InvalidSettingException.class,
                settings::rejectUnknown);
        assertEquals("noSuchSetting", refusal.key());
    }

    @Test
    public final void opensWithoutTalkingToTheUpstream() {
        int before = upstreamRequests();
        open().close();
        assertEquals("requests to the upstream while opening", before, upstreamRequests());
        for (Fault fault : faults()) {
            during(fault, () -> open().close());
        }
    }

    @Test
    public final void showsNoSecretWhenPrinted() {
        try (Connector connector = open()) {
            assertShowsNoSecret(connector.toString());
        }
    }

    // Signing in

    @Test
    public final void answersEachFaultOfTheUpstreamAsItMust() {
        for (Fault fault : faults()) {
            try (Connector connector = open()) {
                during(fault, () -> {
                    ConnectorException failure = refusal(() -> signIn(connector))
                            .orElseThrow(() -> new AssertionError(fault.name() + ": signed in all the same"));
                    assertEquals(fault.name(), fault.expected(), failure.getClass());
                });
                assertEquals(
                        "after " + fault.name(), userId(), signIn(connector).userId());
            }
        }
    }

    @Test
    public final void servesTwentyThreadsAtOnce() {
        try (Connector connector = open()) {
            Crowd.of(CROWD, () -> assertEquals(userId(), signIn(connector).userId()));
        }
    }

    // Refreshing, where the connector can

    @Test
    public final void refreshesTheSamePerson() {
        try (Connector connector = open()) {
            if (connector instanceof RefreshesIdentity refreshing) {
                Identity first = refreshing.refresh(signIn(connector), SCOPES);
                assertEquals(userId(), first.userId());
                assertEquals(
                        "twice", userId(), refreshing.refresh(first, SCOPES).userId());
            }
        }
    }

    @Test
    public final void neverRefreshesIntoAnotherPerson() {
        try (Connector connector = open()) {
            if (connector instanceof RefreshesIdentity refreshing) {
                Identity last = signIn(connector);
                Identity other = new Identity(
                        "not-" + userId(),
                        last.username(),
                        last.preferredUsername(),
                        last.email(),
                        last.emailVerified(),
                        last.groups(),
                        last.connectorData());
                refusal(() -> assertEquals(
                        "user id after a refresh",
                        other.userId(),
                        refreshing.refresh(other, SCOPES).userId()));
                refusal(() -> assertEquals(
                        "user id after a refresh with spoilt connector data",
                        userId(),
                        refreshing
                                .refresh(last.withConnectorData("\u0000{"), SCOPES)
                                .userId()));
            }
        }
    }

    // Closing

    @Test
    public final void closesTwiceWithoutHarm() {
        Connector connector = open();
        connector.close();
        connector.close();
    }

    @Test
    public final void closesWithoutHarmToThoseInside() {
        Connector connector = open();
        CountDownLatch someoneWasInside = new CountDownLatch(1);
        Crowd.of(CROWD, number -> {
            if (number == 0) {
                Crowd.await(someoneWasInside);
                connector.close();
            }
            refusal(() -> {
                someoneWasInside.countDown();
                signIn(connector);
            });
            refusal(() -> signIn(connector));
        });
    }

    @Test
    public final void closesWithoutHarmToOthersOfTheSameType() {
        try (Connector staying = open()) {
            open().close();
            assertEquals(userId(), signIn(staying).userId());
        }
    }

    /** Runs it; the exception if it threw one that the contract knows and that shows no secret, empty if none. */
    final Optional<ConnectorException> refusal(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (ConnectorException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertShowsNoSecret(cause.toString());
            }
            return Optional.of(e);
        } catch (RuntimeException e) {
            throw new AssertionError("threw what is not in the contract: " + e, e);
        }
    }

    private void during(Fault fault, Runnable test) {
        fault.begin().run();
        try {
            test.run();
        } finally {
            repairUpstream();
        }
    }

    private void assertRefusesToOpen(String key, Map<String, String> values) {
        InvalidSettingException refusal = assertThrows(
                "opened with " + key + " missing or wrong", InvalidSettingException.class, () -> open(values)
                        .close());
        String message = String.valueOf(refusal.getMessage());
        assertTrue("the message must start with '" + key + "': " + message, message.startsWith(key + ":"));
        assertShowsNoSecret(message);
    }

    final void assertShowsNoSecret(String text) {
        Set<String> secrets = new HashSet<>(furtherSecrets());
        secretKeys().forEach(key -> secrets.add(settings().getOrDefault(key, "")));
        for (String secret : secrets) {
            assertTrue("a secret of the tests is too short to be looked for", secret.length() >= 8);
            assertFalse("shows a secret: " + text.replace(secret, "***"), text.contains(secret));
        }
    }
}
