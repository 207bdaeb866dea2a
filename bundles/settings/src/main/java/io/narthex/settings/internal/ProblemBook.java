package io.narthex.settings.internal;

import io.narthex.settings.files.ConfigurationProblem;
import io.narthex.settings.files.ConfigurationProblems;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The problems there are now. Logs each once when it appears and once when it is gone. */
final class ProblemBook implements ConfigurationProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemBook.class);

    private final Clock clock;
    private final Map<Object, ConfigurationProblem> problems = new ConcurrentHashMap<>();

    ProblemBook(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<ConfigurationProblem> current() {
        return problems.values().stream()
                .sorted(Comparator.comparing(ConfigurationProblem::file).thenComparing(ConfigurationProblem::message))
                .toList();
    }

    /** Notes a problem under a key of the caller's, in the place of the one that stood there. */
    void report(Object about, String file, String key, String message, boolean lastGoodInForce) {
        Optional<ConfigurationProblem> known = Optional.ofNullable(problems.get(about));
        Instant since = known.filter(old -> old.message().equals(message))
                .map(ConfigurationProblem::since)
                .orElseGet(clock::instant);
        ConfigurationProblem problem = new ConfigurationProblem(file, key, message, lastGoodInForce, since);
        problems.put(about, problem);
        if (!known.equals(Optional.of(problem))) {
            LOG.error("Refused {}", problem);
        }
    }

    /** The problem has been solved. */
    void mended(Object about) {
        Optional.ofNullable(problems.remove(about)).ifPresent(problem -> LOG.info("Mended {}", problem.file()));
    }

    /** What had the problem is gone. */
    void drop(Object about) {
        problems.remove(about);
    }
}
