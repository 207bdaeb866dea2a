package io.narthex.connector.tck;

import static org.junit.Assert.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.runner.JUnitCore;

/** Runs a contract on a connector that is unsound in one way, and compares what failed. */
final class Verdict {

    private Verdict() {}

    static void assertFails(Class<? extends ConnectorContract> contract, String... tests) {
        Set<String> failed = new TreeSet<>();
        JUnitCore.runClasses(contract)
                .getFailures()
                .forEach(failure -> failed.add(failure.getDescription().getMethodName()));
        assertEquals(contract.getSimpleName(), new TreeSet<>(Set.of(tests)), failed);
    }
}
