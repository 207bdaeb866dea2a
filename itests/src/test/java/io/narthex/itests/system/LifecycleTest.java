package io.narthex.itests.system;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.equalTo;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;

import io.narthex.itests.Client;
import io.narthex.itests.Distribution;
import io.narthex.itests.Distribution.Answer;
import java.net.URI;
import java.util.Optional;
import org.junit.Test;

/** Starting and ending the plain distribution. */
public class LifecycleTest {

    @Test
    public void saysWhenItIsReadyThenAnswersAndEndsCleanlyWhenAsked() {
        try (Distribution distribution = Distribution.plain("lifecycle").start()) {
            assertThat(distribution.readyAt(), equalTo(Optional.of(distribution.issuer())));
            assertThat(status(distribution), equalTo(200));

            assertThat(distribution.stop(), equalTo(0));
        }
    }

    @Test
    public void startsAgainAfterItWasKilled() {
        try (Distribution distribution = Distribution.plain("killed").start()) {
            distribution.kill();
            distribution.start();

            assertThat(status(distribution), equalTo(200));
        }
    }

    @Test
    public void runsInTheBackgroundBetweenStartAndStop() {
        try (Distribution distribution = Distribution.plain("background")) {
            String ready = "narthex: ready at " + distribution.issuer();
            assertThat(distribution.narthex("start").output(), startsWith(ready));

            assertThat(
                    distribution.narthex("status").output(),
                    startsWith("narthex: running at " + distribution.issuer()));
            assertThat(distribution.narthex("start").output(), startsWith("narthex: already running (process "));
            assertThat(distribution.narthex("stop"), equalTo(new Answer(0, "narthex: stopped\n")));
            assertThat(distribution.narthex("status").exitCode(), equalTo(3));
        }
    }

    @Test
    public void saysWhichSettingIsWrongAndDoesNotStart() {
        try (Distribution distribution = Distribution.plain("wrong-issuer")) {
            distribution.set("narthex.provider.cfg", "issuer", "accounts");
            Answer answer = distribution.narthex("start");

            assertThat(answer.exitCode(), equalTo(1));
            assertThat(answer.output(), containsString("narthex: not started: "));
            assertThat(answer.output(), containsString("issuer: expected"));
            assertThat(answer.output(), containsString("'accounts'"));
        }
    }

    private static int status(Distribution distribution) {
        return new Client().get(URI.create(distribution.issuer() + "/healthz")).status();
    }
}
