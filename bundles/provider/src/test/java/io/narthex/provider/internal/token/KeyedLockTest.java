package io.narthex.provider.internal.token;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.provider.internal.Parallel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class KeyedLockTest {

    private final KeyedLock locks = new KeyedLock();

    @Test
    public void letsOneInAtATimeForTheSameKey() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Parallel.outcomes(
                16,
                () -> locks.whileHolding("k", () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    return inside.decrementAndGet();
                }));
        assertEquals(1, most.get());
        assertEquals(0, locks.size());
    }

    @Test
    public void letsOtherKeysInMeanwhile() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger next = new AtomicInteger();
        Parallel.outcomes(
                2,
                () -> locks.whileHolding("k" + next.incrementAndGet(), () -> {
                    both.countDown();
                    try {
                        both.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                }));
        assertEquals(0, locks.size());
    }

    @Test
    public void letsGoWhenTheWorkFails() {
        assertThrows(
                IllegalStateException.class,
                () -> locks.whileHolding("k", () -> {
                    throw new IllegalStateException("work");
                }));
        assertEquals(0, locks.size());
    }
}
