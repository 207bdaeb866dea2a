package io.narthex.settings.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;
import org.osgi.service.cm.ConfigurationAdmin;

/** Config Admin, as File Install fills it. */
final class ConfigAdminSource implements ConfigurationSource {

    private static final String FILE_NAME = "felix.fileinstall.filename";

    private final ConfigurationAdmin admin;

    ConfigAdminSource(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public List<RawConfiguration> list(String kind) {
        List<RawConfiguration> found = new ArrayList<>();
        for (Configuration configuration :
                find("(|(service.pid=" + kind + ")(service.pid=" + kind + "~*)(service.factoryPid=" + kind + "))")) {
            try {
                // Without the plug-ins having run: references to secrets are still references.
                Optional.ofNullable(configuration.getProperties())
                        .ifPresent(properties -> found.add(raw(configuration, map(properties))));
            } catch (IllegalStateException e) {
                // deleted since it was listed
            }
        }
        return found;
    }

    @Override
    public void delete(String pid) {
        for (Configuration configuration : find("(service.pid=" + pid.replaceAll("([\\\\*()])", "\\\\$1") + ")")) {
            try {
                // File Install marks a configuration so when its file is not writable.
                configuration.removeAttributes(ConfigurationAttribute.READ_ONLY);
                configuration.delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalStateException e) {
                // somebody else was quicker
            }
        }
    }

    private Configuration[] find(String filter) {
        try {
            return Optional.ofNullable(admin.listConfigurations(filter)).orElse(new Configuration[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static RawConfiguration raw(Configuration configuration, Map<String, Object> properties) {
        boolean oneOfMany = configuration.getFactoryPid() != null;
        return new RawConfiguration(
                configuration.getPid(),
                oneOfMany,
                Optional.ofNullable(properties.get(FILE_NAME)).map(name -> path(name.toString())),
                Flat.texts(properties));
    }

    private static Path path(String name) {
        return name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name);
    }

    static Map<String, Object> map(Dictionary<String, Object> properties) {
        Map<String, Object> map = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> map.put(key, properties.get(key)));
        return map;
    }
}
