package io.narthex.storage.sql.internal;

import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationValue;
import io.narthex.storage.RecordStore;
import java.time.Duration;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers a store as a service when there is {@code narthex.storage.sql.cfg} and its database answers. Immediate, because
 * nobody calls it: it is there to register.
 */
@Component(
        service = {},
        immediate = true)
public final class SqlStorage {

    private final StoreKeeper<SqlSettings, SqlRecordStore> keeper;
    private final ConfigurationValue<SqlSettings> settings;

    /** Called by the component runtime. */
    @Activate
    public SqlStorage(BundleContext context, @Reference ConfigurationFiles files) {
        keeper = new StoreKeeper<>(SqlRecordStore::open, store -> register(context, store), Duration.ofSeconds(1));
        settings = files.value("narthex.storage.sql", SqlSettings::from);
        settings.onChange(this::update);
        update();
    }

    /** Called by the component runtime. */
    @Deactivate
    void stop() {
        settings.close();
        keeper.close();
    }

    private void update() {
        keeper.use(settings.current());
    }

    private static Runnable register(BundleContext context, RecordStore store) {
        ServiceRegistration<RecordStore> registration = context.registerService(
                RecordStore.class, store, FrameworkUtil.asDictionary(Map.of("narthex.storage.type", "sql")));
        return registration::unregister;
    }
}
