package io.narthex.connector.support;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class TokenBucketsTest {

    private final AtomicLong now = new AtomicLong();
    private final TokenBuckets buckets = new TokenBuckets(2, Duration.ofSeconds(10), now::get);

    @Test
    public void givesEachSourceItsShareAndRefillsIt() {
        assertTrue(buckets.take("a"));
        assertTrue(buckets.take("a"));
        assertFalse(buckets.take("a"));
        assertTrue(buckets.take("b"));
        now.addAndGet(Duration.ofSeconds(9).toNanos());
        assertFalse(buckets.take("a"));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertTrue(buckets.take("a"));
        assertFalse(buckets.take("a"));
    }

    @Test
    public void takesBackWhatWasTakenForNothing() {
        assertTrue(buckets.take("a"));
        assertTrue(buckets.take("a"));
        assertFalse(buckets.has("a"));
        buckets.giveBack("a");
        assertTrue(buckets.has("a"));
        assertTrue("to ask costs nothing", buckets.take("a"));
        assertFalse(buckets.take("a"));
    }

    @Test
    public void neverHoldsMoreThanABucketful() {
        for (int i = 0; i < 10; i++) {
            buckets.giveBack("a");
        }
        assertTrue(buckets.take("a"));
        assertTrue(buckets.take("a"));
        assertFalse(buckets.take("a"));
    }

    @Test
    public void remembersABoundedNumberOfSources() {
        assertTrue(buckets.take("first"));
        assertTrue(buckets.take("first"));
        assertFalse(buckets.take("first"));
        for (int i = 0; i < 10_000; i++) {
            buckets.take("source " + i);
        }
        assertTrue("forgotten, so full again", buckets.take("first"));
    }
}
