package io.narthex.web.internal.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what happened and how to go on.
 *
 * @param problem what happened
 * @param arguments as many as the problem's texts take
 * @param wayOn what to do about it with one click
 * @param reference by which the operator finds the matter in the log
 */
public record ErrorPage(Problem problem, List<String> arguments, Optional<WayOn> wayOn, Optional<String> reference)
        implements Page {

    /**
     * A link out of the trouble.
     *
     * @param label what it does
     * @param href a path of ours, or an absolute http or https address
     */
    public record WayOn(Label label, String href) {
        /** Checks the address. */
        public WayOn {
            href = Addresses.checked("href", href);
        }
    }

    /** What a link out of the trouble does. */
    public enum Label {
        /** Begins the sign-in anew. */
        START_AGAIN("error.way.startAgain"),
        /** Tries the same once more. */
        TRY_AGAIN("error.way.tryAgain"),
        /** Offers the other connectors. */
        OTHER_WAY("error.way.other"),
        /** Goes back to the application. */
        BACK("error.way.back");

        private final String key;

        Label(String key) {
            this.key = key;
        }
    }

    /**
     * Copies the arguments.
     *
     * @throws IllegalArgumentException if they are not as many as the problem takes
     */
    public ErrorPage {
        arguments = List.copyOf(arguments);
        if (arguments.size() != problem.arguments()) {
            throw new IllegalArgumentException(
                    problem + ": expected " + problem.arguments() + " arguments, got " + arguments.size());
        }
    }

    /** The page for a problem. */
    public static ErrorPage of(Problem problem, String... arguments) {
        return new ErrorPage(problem, List.of(arguments), Optional.empty(), Optional.empty());
    }

    /** With a link out of the trouble. */
    public ErrorPage withWayOn(Label label, String href) {
        return new ErrorPage(problem, arguments, Optional.of(new WayOn(label, href)), reference);
    }

    /** With what the operator finds in the log. */
    public ErrorPage withReference(String id) {
        return new ErrorPage(problem, arguments, wayOn, Optional.of(id));
    }

    @Override
    public int status() {
        return problem.status();
    }

    @Override
    public int retrySeconds() {
        return problem.retrySeconds();
    }

    @Override
    public String template() {
        return "error";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        String key = "error." + problem.key();
        String[] given = arguments.toArray(String[]::new);
        String title = texts.get(key + ".title", given);
        return Map.of(
                "title", title,
                "text", texts.get(key + ".text", given),
                "next", texts.get(key + ".next", given),
                "status", String.valueOf(problem.status()),
                "wayOn", wayOn.isPresent() ? variables(wayOn.get(), texts) : false,
                "reference",
                        reference.map(id -> texts.get("error.reference", id)).orElse(""));
    }

    private static Map<String, String> variables(WayOn wayOn, Texts texts) {
        return Map.of("url", wayOn.href(), "label", texts.get(wayOn.label().key));
    }
}
