package io.narthex.provider.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing many times at once. */
public final class Parallel {

    private Parallel() {}

    /** What each of them answered, or threw. */
    public static List<Object> outcomes(int times, Callable<?> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(times);
        try {
            CyclicBarrier start = new CyclicBarrier(times);
            List<Future<Object>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    try {
                        return work.call();
                    } catch (RuntimeException e) {
                        return e;
                    }
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        } finally {
            executor.shutdownNow();
        }
    }
}
