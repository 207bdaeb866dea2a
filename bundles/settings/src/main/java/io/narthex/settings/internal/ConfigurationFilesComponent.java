package io.narthex.settings.internal;

import io.narthex.settings.Settings;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationProblem;
import io.narthex.settings.files.ConfigurationProblems;
import io.narthex.settings.files.ConfigurationSet;
import io.narthex.settings.files.ConfigurationValue;
import io.narthex.settings.files.NamedReader;
import io.narthex.settings.files.Proposal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Connects {@link WatchedFiles} to Config Admin and to Karaf's folder for data. */
@Component(service = {ConfigurationFiles.class, ConfigurationProblems.class, ConfigurationListener.class})
public final class ConfigurationFilesComponent
        implements ConfigurationFiles, ConfigurationProblems, ConfigurationListener {

    private final ProblemBook problems = new ProblemBook(Clock.systemUTC());
    private final WatchedFiles files;

    /** Called by the component runtime. */
    @Activate
    public ConfigurationFilesComponent(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference ReferencePlugins plugins) {
        Path data = Optional.ofNullable(context.getProperty("karaf.data"))
                .map(Path::of)
                .orElseThrow(() -> new IllegalStateException("karaf.data: missing, expected the folder for data"));
        files = new WatchedFiles(new Tools(
                new ConfigAdminSource(admin),
                new References(plugins::resolve),
                new LastGoodFiles(data.resolve("narthex").resolve("last-good")),
                problems,
                Clock.systemUTC()));
    }

    @Deactivate
    void stop() {
        files.close();
    }

    @Override
    public <T> ConfigurationSet<T> set(String pid, NamedReader<T> reader, Function<? super T, String> id) {
        return files.set(pid, reader, id);
    }

    @Override
    public <T> ConfigurationSet<Proposal<T>> proposals(
            String pid, NamedReader<T> reader, Function<? super T, String> id) {
        return files.proposals(pid, reader, id);
    }

    @Override
    public <T> ConfigurationValue<T> value(String pid, Function<Settings, T> reader) {
        return files.value(pid, reader);
    }

    @Override
    public List<ConfigurationProblem> current() {
        return problems.current();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        files.delivered(Optional.ofNullable(event.getFactoryPid()).orElse(event.getPid()));
    }
}
