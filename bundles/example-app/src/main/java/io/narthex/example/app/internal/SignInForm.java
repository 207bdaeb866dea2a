package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.Params;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form of the start page. Parameters are spelt as in dex's example application where it has them.
 *
 * @param ticked the scopes that were ticked
 * @param extraScopes further scopes, separated by white space
 * @param crossClient clients that the ID token shall be good for as well, separated by white space
 * @param connector the connector to sign in with; empty for a choice at the provider
 */
record SignInForm(Set<String> ticked, String extraScopes, String crossClient, String connector) {

    static final List<String> OFFERED = List.of("profile", "email", "groups", "federated:id", "offline_access");

    private static final int LONGEST = 1000;
    /** RFC 6749, 3.3. */
    private static final Pattern WORD = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    SignInForm {
        ticked = Set.copyOf(ticked);
    }

    /** What the start page shows at first. */
    static SignInForm initial() {
        return new SignInForm(Set.of("profile", "email"), "", "", "");
    }

    static SignInForm from(Params form) {
        Set<String> ticked = new LinkedHashSet<>(form.all("scope"));
        ticked.retainAll(OFFERED);
        if (form.one("offline_access").isPresent()) {
            ticked.add("offline_access");
        }
        return new SignInForm(
                ticked,
                form.one("extra_scopes").orElse(""),
                form.one("cross_client").orElse(""),
                form.one("connector_id").orElse(""));
    }

    /** What is wrong with a field, in words for whoever filled it in. */
    record Problem(String field, String text) {}

    /** The first problem; empty if there is none. */
    Optional<Problem> problem() {
        return problem("connector_id", "Connector", connector.isEmpty() ? List.of() : List.of(connector))
                .or(() -> problem("extra_scopes", "Extra scopes", words(extraScopes)))
                .or(() -> problem("cross_client", "Cross-client audiences", words(crossClient)));
    }

    /** Every scope to ask for, each once. */
    List<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add("openid");
        OFFERED.stream().filter(ticked::contains).forEach(scopes::add);
        scopes.addAll(words(extraScopes));
        words(crossClient).forEach(client -> scopes.add("audience:server:client_id:" + client));
        return List.copyOf(scopes);
    }

    private static Optional<Problem> problem(String field, String label, List<String> words) {
        if (words.stream().mapToInt(String::length).sum() > LONGEST) {
            return Optional.of(new Problem(field, label + ": expected at most " + LONGEST + " characters."));
        }
        return words.stream()
                .filter(word -> !WORD.matcher(word).matches())
                .findFirst()
                .map(word -> new Problem(
                        field,
                        label + ": expected plain characters without quotes and backslashes, got ‘" + word + "’."));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
