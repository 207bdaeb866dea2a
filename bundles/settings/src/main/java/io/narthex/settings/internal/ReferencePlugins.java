package io.narthex.settings.internal;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The plug-ins of Config Admin, of which one resolves references to secrets. Called by hand, because the last good values
 * have to be resolved too, which Config Admin no longer knows.
 */
@Component(service = ReferencePlugins.class)
public final class ReferencePlugins {

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    private volatile List<ConfigurationPlugin> plugins = List.of();

    /** Called by the component runtime. */
    @Activate
    public ReferencePlugins() {}

    /** Leaves in place what no plug-in can resolve. */
    @SuppressWarnings("JdkObsolete") // the plug-ins ask for a Dictionary
    Map<String, ?> resolve(String pid, Map<String, String> values) {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put(Constants.SERVICE_PID, pid);
        for (ConfigurationPlugin plugin : plugins) {
            plugin.modifyConfiguration(nobody(), properties);
        }
        return properties;
    }

    /** Config Admin itself passes null where nobody in particular asks. */
    @SuppressWarnings("NullAway")
    private static ServiceReference<?> nobody() {
        return null;
    }
}
