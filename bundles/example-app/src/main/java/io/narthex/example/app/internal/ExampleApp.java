package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.WebServer;
import io.narthex.settings.Settings;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationValue;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the application with the settings in {@code etc/narthex.example.app.cfg}, or with the defaults where there is no such
 * file, and follows its edits. What is refused, or cannot be listened on, changes nothing.
 */
@Component(service = {})
public final class ExampleApp {

    /** Not {@code example-app}: File Install takes a dash for the start of an instance's name. */
    static final String PID = "narthex.example.app";

    private static final Logger LOG = LoggerFactory.getLogger(ExampleApp.class);
    private static final AppSettings DEFAULTS = AppSettings.from(Settings.of(Map.of()));

    private final ConfigurationValue<AppSettings> file;
    private Optional<Running> running = Optional.empty();
    private boolean stopped;

    private record Running(AppSettings settings, WebServer server) {}

    /** Starts to listen. */
    @Activate
    public ExampleApp(@Reference ConfigurationFiles files) {
        file = files.value(PID, AppSettings::from);
        file.onChange(this::follow);
        follow();
    }

    /** Stops to listen. */
    @Deactivate
    public synchronized void stop() {
        stopped = true;
        file.close();
        running.ifPresent(current -> current.server().close());
        running = Optional.empty();
    }

    private synchronized void follow() {
        AppSettings settings = file.current().orElse(DEFAULTS);
        if (stopped
                || running.filter(current -> current.settings().equals(settings))
                        .isPresent()) {
            return;
        }
        try {
            running = Optional.of(new Running(settings, serving(settings)));
        } catch (UncheckedIOException e) {
            LOG.error(
                    "{}.cfg: listen: {}; {}",
                    PID,
                    e.getMessage(),
                    running.isPresent() ? "the former settings stay in force" : "the example application does not run");
            return;
        }
        LOG.info(
                "Example application: open {}/ to sign in at {} as client {}",
                settings.origin(),
                settings.issuer(),
                settings.clientId());
    }

    /** The server that serves these settings now: the former one if the address is the same, else a new one in its place. */
    private WebServer serving(AppSettings settings) {
        Site site = new Site(settings, Clock.systemUTC());
        if (running.filter(current -> current.settings().listen().equals(settings.listen()))
                .isPresent()) {
            WebServer server = running.get().server();
            server.serve(site);
            return server;
        }
        WebServer server = WebServer.open(settings.listen(), site);
        running.ifPresent(current -> current.server().close());
        return server;
    }
}
