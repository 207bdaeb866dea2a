package io.narthex.connector.support;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Gives each source a number of tokens that refill with time. Forgets the sources that were quiet longest beyond a bound. */
public final class TokenBuckets {

    private static final int MOST_SOURCES = 10_000;

    private final int capacity;
    private final long nanosPerToken;
    private final LongSupplier nanoTime;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    private record Bucket(double tokens, long at) {}

    /**
     * Buckets that are full at first.
     *
     * @param capacity the most tokens in one
     * @param refill how long one token takes
     * @param nanoTime {@link System#nanoTime} or a test's clock
     */
    public TokenBuckets(int capacity, Duration refill, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanosPerToken = refill.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Takes a token of the source's; false if it has none left. */
    public synchronized boolean take(String source) {
        Bucket bucket = bucket(source);
        boolean taken = bucket.tokens() >= 1;
        buckets.put(source, taken ? new Bucket(bucket.tokens() - 1, bucket.at()) : bucket);
        return taken;
    }

    /** Whether the source has a token left. */
    public synchronized boolean has(String source) {
        return bucket(source).tokens() >= 1;
    }

    /** Gives a token back that was taken for nothing. */
    public synchronized void giveBack(String source) {
        Bucket bucket = bucket(source);
        buckets.put(source, new Bucket(Math.min(capacity, bucket.tokens() + 1), bucket.at()));
    }

    /** The bucket as it is now. */
    private Bucket bucket(String source) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.getOrDefault(source, new Bucket(capacity, now));
        return new Bucket(Math.min(capacity, bucket.tokens() + (double) (now - bucket.at()) / nanosPerToken), now);
    }
}
