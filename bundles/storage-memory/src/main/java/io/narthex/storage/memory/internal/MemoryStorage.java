package io.narthex.storage.memory.internal;

import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationValue;
import io.narthex.storage.RecordStore;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a store as a service while there is {@code narthex.storage.memory.cfg}, which has no keys. Immediate, because
 * nobody calls it: it is there to register.
 */
@Component(
        service = {},
        immediate = true)
public final class MemoryStorage {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryStorage.class);

    private final BundleContext context;
    private final ConfigurationValue<Boolean> wanted;
    private Optional<Serving> serving = Optional.empty();

    /** Called by the component runtime. */
    @Activate
    public MemoryStorage(BundleContext context, @Reference ConfigurationFiles files) {
        this.context = context;
        this.wanted = files.value("narthex.storage.memory", settings -> true);
        wanted.onChange(this::update);
        update();
    }

    private record Serving(MemoryRecordStore store, ServiceRegistration<RecordStore> registration) {

        void end() {
            registration.unregister();
            store.close();
        }
    }

    /** Called by the component runtime. */
    @Deactivate
    synchronized void stop() {
        wanted.close();
        serving.ifPresent(Serving::end);
        serving = Optional.empty();
    }

    private synchronized void update() {
        boolean present = wanted.current().isPresent();
        if (present && serving.isEmpty()) {
            LOG.info("memory: in service; what it keeps is lost when Narthex stops");
            serving = Optional.of(serve());
        } else if (!present && serving.isPresent()) {
            serving.get().end();
            serving = Optional.empty();
        }
    }

    private Serving serve() {
        MemoryRecordStore store = new MemoryRecordStore();
        return new Serving(
                store,
                context.registerService(
                        RecordStore.class,
                        store,
                        FrameworkUtil.asDictionary(Map.of("narthex.storage.type", "memory"))));
    }
}
