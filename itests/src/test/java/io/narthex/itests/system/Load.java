package io.narthex.itests.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many at once. */
public final class Load {
    private Load() {}

    /** Lets that many do the same at the same moment. @return what each of them got; throws what one of them threw */
    public static <T> List<T> atOnce(int many, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier start = new CyclicBarrier(many);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
