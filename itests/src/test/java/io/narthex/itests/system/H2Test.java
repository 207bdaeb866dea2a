package io.narthex.itests.system;

import io.narthex.itests.Distribution;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/** The H2 file that the plain distribution has. */
public class H2Test extends EveryStore {
    private static Distribution narthex;

    @BeforeClass
    public static void start() {
        narthex = Distribution.demo("h2").start();
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
