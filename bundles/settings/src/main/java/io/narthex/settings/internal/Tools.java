package io.narthex.settings.internal;

import java.time.Clock;

/** What every watch works with. */
record Tools(
        ConfigurationSource source, References references, LastGoodFiles lastGood, ProblemBook problems, Clock clock) {

    FileOnDisk disk() {
        return new FileOnDisk(clock);
    }
}
