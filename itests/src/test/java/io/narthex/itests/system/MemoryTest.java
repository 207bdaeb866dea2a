package io.narthex.itests.system;

import io.narthex.itests.Distribution;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/** Everything in memory. */
public class MemoryTest extends EveryStore {
    private static Distribution narthex;

    @BeforeClass
    public static void start() {
        narthex = Distribution.demo("memory").onMemory().start();
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Override
    Distribution narthex() {
        return narthex;
    }
}
