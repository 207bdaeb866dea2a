package io.narthex.opensaml;

import java.util.List;
import java.util.ServiceLoader;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;

/** The way into OpenSAML: initializes it once, and lets it find its own parts. */
public final class OpenSaml {

    private OpenSaml() {}

    /**
     * A call into OpenSAML.
     *
     * @param <T> what it answers
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {

        /** Calls. */
        T call() throws E;
    }

    /**
     * Initialized when it is first asked for, and then kept: it takes the better part of a second. As OpenSAML's own
     * {@code InitializationService}, but without the HTTP client, which this bundle does not carry.
     */
    private static final class Initialized {

        static {
            try {
                List<Initializer> parts =
                        ServiceLoader.load(Initializer.class, OpenSaml.class.getClassLoader()).stream()
                                .filter(part -> !part.type().getSimpleName().startsWith("HttpClient"))
                                .map(ServiceLoader.Provider::get)
                                .toList();
                for (Initializer part : parts) {
                    part.init();
                }
            } catch (InitializationException e) {
                throw new IllegalStateException("OpenSAML cannot be initialized", e);
            }
        }

        private Initialized() {}

        @SuppressWarnings("EmptyMethod") // being called is what it is for
        static void ensure() {}
    }

    /** Calls OpenSAML with its own class loader as the thread's. Everything that touches its objects belongs inside. */
    public static <T, E extends Exception> T call(Call<T, E> call) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OpenSaml.class.getClassLoader());
        try {
            Initialized.ensure();
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
