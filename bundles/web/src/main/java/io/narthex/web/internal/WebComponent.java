package io.narthex.web.internal;

import io.narthex.provider.ProviderSettings;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationProblems;
import io.narthex.settings.files.ConfigurationValue;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import io.narthex.web.internal.site.WebSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the web once there is an issuer, moves it when the issuer's path changes, and watches how it fares. */
@Component(service = {})
public final class WebComponent {

    private static final Logger log = LoggerFactory.getLogger(WebComponent.class);
    private static final int LOOK_MILLIS = 250;

    private final BundleContext bundle;
    private final Site site;
    private final Parts parts;
    private final Readiness readiness;
    private final ConfigurationValue<WebSettings> settings;
    private final ScheduledExecutorService worker;
    private final ScheduledFuture<?> looking;
    private final Whiteboards whiteboards;

    /** Of the worker's alone. */
    private @Nullable Registrations registrations;

    /** Called by the component runtime. */
    @Activate
    public WebComponent(
            BundleContext bundle,
            @Reference LastSettings provider,
            @Reference ConfigurationFiles files,
            @Reference ConfigurationProblems problems,
            @Reference Backends backends) {
        this.bundle = bundle;
        Path home = folder(bundle, "karaf.base");
        this.settings = files.value("narthex.web", values -> WebSettings.from(values, home));
        this.site = new Site(provider::find, () -> settings.current().orElseGet(WebSettings::byDefault));
        this.parts = Parts.of(site, backends, Clock.systemUTC(), Boolean.getBoolean("narthex.demo"));
        this.whiteboards = new Whiteboards(bundle);
        StatusFile file = new StatusFile(folder(bundle, "karaf.data").resolve("narthex/status"));
        this.readiness =
                new Readiness(site, backends, problems, () -> registrations != null && whiteboards.haveAll(), file);
        this.worker = worker();
        this.looking = worker.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() throws InterruptedException {
        looking.cancel(false);
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            log.warn("web: does not come to an end");
        }
        settings.close();
        if (registrations != null) {
            registrations.close();
        }
        readiness.end();
    }

    /** On the worker: the settings' own thread must not be blocked. */
    private void look() {
        try {
            Optional<ProviderSettings> now = site.findProvider();
            if (now.isPresent()) {
                follow(now.get().basePath());
            }
            readiness.look();
        } catch (RuntimeException e) {
            // Whatever it is, the next look may find it mended; without this there would be none.
            log.error("web: cannot be set up", e);
        }
    }

    private void follow(String basePath) {
        if (registrations != null && !registrations.basePath().equals(basePath)) {
            log.info("web: moves from '{}/' to '{}/'", registrations.basePath(), basePath);
            registrations.close();
            registrations = null;
        }
        if (registrations == null && whiteboards.areUp()) {
            registrations = new Registrations(bundle, parts, basePath);
        }
    }

    private static ScheduledExecutorService worker() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "narthex-web");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Path folder(BundleContext bundle, String property) {
        return Path.of(Optional.ofNullable(bundle.getProperty(property)).orElse("."));
    }
}
