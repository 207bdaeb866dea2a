package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.WebServer;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the application with the settings in {@code etc/narthex.example.app.cfg}, or with the defaults where there is no such
 * file. Settings that are refused change nothing.
 *
 * <p>A {@link ManagedService} rather than component properties: those would show the client secret in the shell.
 */
@Component(service = ManagedService.class, property = Constants.SERVICE_PID + "=" + ExampleApp.PID)
public final class ExampleApp implements ManagedService {

    /** Not {@code example-app}: File Install takes a dash for the start of an instance's name. */
    static final String PID = "narthex.example.app";

    private static final Logger LOG = LoggerFactory.getLogger(ExampleApp.class);

    private Optional<Running> running = Optional.empty();
    private boolean stopped;

    private record Running(AppSettings settings, WebServer server) {}

    /** Does nothing yet: Config Admin calls with the settings, or with none. */
    @Activate
    public ExampleApp() {}

    @Override
    public synchronized void updated(@Nullable Dictionary<String, ?> properties) {
        if (stopped) {
            return;
        }
        try {
            run(AppSettings.from(Settings.of(properties == null ? Map.of() : ours(properties))));
        } catch (InvalidSettingException e) {
            LOG.error("{}.cfg: {}; {}", PID, e.getMessage(), consequence());
        } catch (UncheckedIOException e) {
            LOG.error("{}.cfg: listen: {}; {}", PID, e.getMessage(), consequence());
        }
    }

    /** Stops to listen. */
    @Deactivate
    public synchronized void stop() {
        stopped = true;
        running.ifPresent(current -> current.server().close());
        running = Optional.empty();
    }

    private void run(AppSettings settings) {
        if (running.isPresent() && running.get().settings().equals(settings)) {
            return;
        }
        Site site = new Site(settings, Clock.systemUTC());
        if (running.isPresent() && running.get().settings().listen().equals(settings.listen())) {
            WebServer server = running.get().server();
            server.serve(site);
            running = Optional.of(new Running(settings, server));
        } else {
            WebServer server = WebServer.open(settings.listen(), site);
            running.ifPresent(current -> current.server().close());
            running = Optional.of(new Running(settings, server));
        }
        LOG.info(
                "Example application: open {}/ to sign in at {} as client {}",
                settings.origin(),
                settings.issuer(),
                settings.clientId());
    }

    private String consequence() {
        return running.map(current -> "the example application keeps its former settings")
                .orElse("the example application does not run");
    }

    /** Without what Config Admin, File Install and Karaf add for themselves. */
    private static Map<String, String> ours(Dictionary<String, ?> properties) {
        Map<String, String> ours = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.startsWith("service.") && !key.startsWith("felix.") && !key.startsWith("org.apache.")) {
                ours.put(key, String.valueOf(properties.get(key)));
            }
        }
        return ours;
    }
}
