package io.narthex.itests.system;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.equalTo;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;

import io.narthex.itests.Distribution;
import io.narthex.itests.Distribution.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.Test;

/** What {@code bin/narthex} says and does when it cannot start, or has nothing to stop. */
public class LauncherTest {

    @Test
    public void saysThatThePortIsTakenAndDoesNotStart() throws IOException {
        try (Distribution distribution = Distribution.plain("port-taken");
                ServerSocket taken = new ServerSocket(distribution.port(), 1, InetAddress.getLoopbackAddress())) {
            Answer answer = distribution.narthex("run");

            assertThat(answer.exitCode(), equalTo(1));
            assertThat(
                    answer.output(), startsWith("narthex: 127.0.0.1:" + taken.getLocalPort() + " is taken by another"));
            assertThat(answer.output().lines().count(), equalTo(1L));
        }
    }

    @Test
    public void saysThatItDoesNotRun() {
        try (Distribution distribution = Distribution.plain("idle")) {
            assertThat(distribution.narthex("status"), equalTo(new Answer(3, "narthex: not running\n")));
            assertThat(distribution.narthex("stop"), equalTo(new Answer(0, "narthex: not running\n")));
        }
    }

    @Test
    public void explainsAnUnknownCommand() {
        try (Distribution distribution = Distribution.plain("unknown-command")) {
            Answer answer = distribution.narthex("fly");

            assertThat(answer.exitCode(), equalTo(2));
            assertThat(answer.output(), containsString("usage: narthex COMMAND"));
        }
    }
}
