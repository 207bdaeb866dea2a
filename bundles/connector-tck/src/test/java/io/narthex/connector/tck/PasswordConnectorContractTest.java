package io.narthex.connector.tck;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.Test;

public class PasswordConnectorContractTest {

    @Test
    public void passesASoundConnector() {
        Verdict.assertFails(Sound.class);
    }

    @Test
    public void catchesAConnectorThatNeedsNoSettings() {
        Verdict.assertFails(Careless.class, "namesEachRequiredSettingThatIsMissing", "takesABlankValueForAMissingOne");
    }

    @Test
    public void catchesAConnectorThatSwallowsUnknownSettings() {
        Verdict.assertFails(Swallowing.class, "leavesUnknownSettingsUnread");
    }

    @Test
    public void catchesAConnectorThatAsksItsUpstreamWhenOpened() {
        Verdict.assertFails(Eager.class, "opensWithoutTalkingToTheUpstream");
    }

    @Test
    public void catchesAConnectorThatPrintsItsSecret() {
        Verdict.assertFails(Talkative.class, "showsNoSecretWhenPrinted");
    }

    @Test
    public void catchesAConnectorThatTakesNoPasswordForTheRightOne() {
        Verdict.assertFails(Unlocked.class, "signsNobodyInWithoutAPassword");
    }

    @Test
    public void catchesAConnectorThatCutsPasswordsOff() {
        Verdict.assertFails(CuttingOff.class, "takesThePasswordToTheLetter");
    }

    @Test
    public void catchesAConnectorThatExpandsWildcards() {
        Verdict.assertFails(Expanding.class, "withstandsHostileUserNames");
    }

    @Test
    public void catchesAConnectorThatThrowsWhatItMustNot() {
        Verdict.assertFails(Fragile.class, "withstandsHostilePasswords");
    }

    @Test
    public void catchesAConnectorThatRepeatsThePasswordInAMessage() {
        Verdict.assertFails(Repeating.class, "withstandsHostilePasswords");
    }

    @Test
    public void catchesAConnectorThatTellsAnUnknownUserFromAWrongPassword() {
        Verdict.assertFails(Telling.class, "answersAWrongPasswordAndAnUnknownUserAlike");
    }

    @Test
    public void catchesAConnectorThatTakesAnOutageForAWrongPassword() {
        Verdict.assertFails(Misjudging.class, "answersEachFaultOfTheUpstreamAsItMust");
    }

    @Test
    public void catchesAConnectorThatRefreshesAnybodyIntoTheSamePerson() {
        Verdict.assertFails(Confusing.class, "neverRefreshesIntoAnotherPerson");
    }

    @Test
    public void catchesAConnectorThatServesOneThreadOnly() {
        Verdict.assertFails(SingleThreaded.class, "servesTwentyThreadsAtOnce", "closesWithoutHarmToThoseInside");
    }

    @Test
    public void catchesAConnectorThatClosesOnlyOnce() {
        Verdict.assertFails(ClosingOnce.class, "closesTwiceWithoutHarm");
    }

    /** Knows one person; what a subclass overrides is what is wrong with it. */
    static class Fake implements PasswordConnector, RefreshesIdentity {

        @Override
        public Optional<Identity> signIn(String username, String password, Scopes scopes) {
            return username.equals("jane") && password.equals("Kept-secret")
                    ? Optional.of(Identity.of("4711"))
                    : Optional.empty();
        }

        @Override
        public Identity refresh(Identity last, Scopes scopes) {
            if (!last.userId().equals("4711")) {
                throw SignInRefusedException.notPermitted("userId: unknown");
            }
            return last;
        }
    }

    public static class Sound extends PasswordConnectorContract {

        Connector connector(Settings settings) {
            settings.text("url");
            settings.text("key");
            return new Fake();
        }

        @Override
        protected final ConnectorFactory factory() {
            return (id, settings) -> connector(settings);
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("url", "http://127.0.0.1/", "key", "a-secret-key");
        }

        @Override
        protected Set<String> secretKeys() {
            return Set.of("key");
        }

        @Override
        protected String userId() {
            return "4711";
        }

        @Override
        protected String username() {
            return "jane";
        }

        @Override
        protected String password() {
            return "Kept-secret";
        }
    }

    public static class Careless extends Sound {
        @Override
        Connector connector(Settings settings) {
            settings.optionalText("url");
            settings.optionalText("key");
            return new Fake();
        }
    }

    public static class Swallowing extends Sound {
        @Override
        Connector connector(Settings settings) {
            Connector opened = super.connector(settings);
            settings.remaining();
            return opened;
        }
    }

    public static class Eager extends Sound {
        private int requests;

        @Override
        Connector connector(Settings settings) {
            requests++;
            return super.connector(settings);
        }

        @Override
        protected int upstreamRequests() {
            return requests;
        }
    }

    public static class Talkative extends Sound {
        @Override
        Connector connector(Settings settings) {
            settings.text("url");
            String key = settings.text("key");
            return new Fake() {
                @Override
                public String toString() {
                    return "Talkative[key=" + key + "]";
                }
            };
        }
    }

    /** Needs its two settings, and answers sign-ins as {@link #answer} says. */
    abstract static class Answering extends Sound {

        abstract Optional<Identity> answer(Fake sound, String username, String password);

        @Override
        Connector connector(Settings settings) {
            super.connector(settings);
            return new Fake() {
                @Override
                public Optional<Identity> signIn(String username, String password, Scopes scopes) {
                    return answer(new Fake(), username, password);
                }
            };
        }

        static Optional<Identity> ask(Fake fake, String username, String password) {
            return fake.signIn(username, password, SCOPES);
        }
    }

    public static class Unlocked extends Answering {
        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            return ask(sound, username, password.isEmpty() ? "Kept-secret" : password);
        }
    }

    public static class CuttingOff extends Answering {
        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            return ask(sound, username, password.substring(0, Math.min(11, password.length())));
        }
    }

    public static class Expanding extends Answering {
        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            return ask(sound, username.equals("*") ? "jane" : username, password);
        }
    }

    public static class Fragile extends Answering {
        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            if (password.contains("%s")) {
                throw new IllegalStateException("what is this?");
            }
            return ask(sound, username, password);
        }
    }

    public static class Repeating extends Answering {
        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            if (password.contains("jndi")) {
                throw SignInRefusedException.notPermitted("password: '" + password + "' looks odd");
            }
            return ask(sound, username, password);
        }
    }

    public static class Telling extends Answering {
        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            if (username.startsWith("not-")) {
                throw SignInRefusedException.notPermitted("username: unknown");
            }
            return ask(sound, username, password);
        }
    }

    public static class Misjudging extends Answering {
        private boolean down;

        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            return down ? Optional.empty() : ask(sound, username, password);
        }

        @Override
        protected List<Fault> faults() {
            return List.of(Fault.unavailable("down", () -> down = true));
        }

        @Override
        protected void repairUpstream() {
            down = false;
        }
    }

    public static class Confusing extends Sound {
        @Override
        Connector connector(Settings settings) {
            super.connector(settings);
            return new Fake() {
                @Override
                public Identity refresh(Identity last, Scopes scopes) {
                    return Identity.of("4711");
                }
            };
        }
    }

    public static class SingleThreaded extends Answering {
        private final Semaphore room = new Semaphore(1);

        @Override
        Optional<Identity> answer(Fake sound, String username, String password) {
            if (!room.tryAcquire()) {
                throw new IllegalStateException("two at once");
            }
            try {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                return ask(sound, username, password);
            } finally {
                room.release();
            }
        }
    }

    public static class ClosingOnce extends Sound {
        @Override
        Connector connector(Settings settings) {
            super.connector(settings);
            return new Fake() {
                private boolean closed;

                @Override
                public void close() {
                    if (closed) {
                        throw new IllegalStateException("closed already");
                    }
                    closed = true;
                }
            };
        }
    }
}
