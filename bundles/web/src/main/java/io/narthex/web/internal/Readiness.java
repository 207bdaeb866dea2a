package io.narthex.web.internal;

import io.narthex.provider.Health;
import io.narthex.provider.Provider;
import io.narthex.provider.ProviderSettings;
import io.narthex.settings.files.ConfigurationProblems;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when people can sign in, and keeps the status file true. */
final class Readiness {

    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    private final Site site;
    private final Backends backends;
    private final ConfigurationProblems problems;
    private final BooleanSupplier serving;
    private final StatusFile file;
    private String toldReady = "";

    /**
     * Readiness of a site.
     *
     * @param serving whether the whiteboards have taken up what is registered
     */
    Readiness(Site site, Backends backends, ConfigurationProblems problems, BooleanSupplier serving, StatusFile file) {
        this.site = site;
        this.backends = backends;
        this.problems = problems;
        this.serving = serving;
        this.file = file;
    }

    /** Looks how things are now. */
    void look() {
        Optional<String> ready = ready();
        file.write(lines(ready));
        if (ready.isPresent() && !ready.get().equals(toldReady)) {
            toldReady = ready.get();
            log.info("Narthex is ready at {}", toldReady);
        }
    }

    void end() {
        file.remove();
    }

    private Optional<String> ready() {
        boolean well = serving.getAsBoolean()
                && backends.findProvider()
                        .map(Provider::health)
                        .map(Health::isWell)
                        .orElse(false);
        return well ? site.findProvider().map(ProviderSettings::issuer) : Optional.empty();
    }

    private List<String> lines(Optional<String> ready) {
        List<String> lines = new ArrayList<>();
        ready.ifPresent(issuer -> lines.add("ready " + issuer));
        problems.current().forEach(problem -> lines.add(line(problem.toString())));
        if (!backends.hasStore()) {
            lines.add(line("storage: none in service; etc/narthex.storage.sql.cfg and its feature give one"));
        }
        backends.findProvider()
                .map(Provider::health)
                .map(Health::problems)
                .orElse(List.of())
                .forEach(problem -> lines.add(line(problem)));
        return lines.isEmpty() ? List.of("starting") : lines;
    }

    private static String line(String problem) {
        return "problem " + problem.replaceAll("[\\r\\n]+", " ");
    }
}
