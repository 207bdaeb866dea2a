package io.narthex.connector.support;

import io.narthex.connector.SignInRefusedException;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which of an upstream's groups count, and what they are called here. In this order: those that {@code keep} matches anywhere in
 * their name are kept; with {@code allowed}, only the allowed ones are kept, and who is in none of them may not sign in; then names get their prefix
 * and suffix.
 *
 * @param keep what the name must match in part; empty to keep all
 * @param allowed names of groups, before they are changed; empty to let everybody in
 * @param prefix put before each name
 * @param suffix put after each name
 */
public record GroupRules(Optional<Pattern> keep, Set<String> allowed, String prefix, String suffix) {

    private static final int LONGEST_NAME = 1024;

    /** Lets all groups and everybody pass. */
    public static final GroupRules NONE = new GroupRules(Optional.empty(), Set.of(), "", "");

    /** Copies the names. */
    public GroupRules {
        allowed = Set.copyOf(allowed);
    }

    /**
     * Reads {@code allowedGroups}, {@code claimModifications.filterGroupClaims.groupsFilter} and
     * {@code claimModifications.modifyGroupNames.prefix} and {@code .suffix}, as dex calls them.
     *
     * @throws InvalidSettingException if the filter is not a regular expression
     */
    public static GroupRules from(Settings settings) {
        Settings modifications = settings.section("claimModifications");
        Settings filter = modifications.section("filterGroupClaims");
        Settings names = modifications.section("modifyGroupNames");
        Optional<Pattern> keep = filter.optionalText("groupsFilter").map(text -> {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw filter.wrong("groupsFilter", "a regular expression", text);
            }
        });
        return new GroupRules(
                keep, Set.copyOf(settings.list("allowedGroups")), names.text("prefix", ""), names.text("suffix", ""));
    }

    /**
     * Applies the rules.
     *
     * @return the groups that count, each once, in the upstream's order
     * @throws SignInRefusedException if there are allowed groups and the person is in none of them
     */
    public List<String> apply(List<String> groups) {
        List<String> kept = groups.stream()
                .distinct()
                .filter(group -> keep.isEmpty() || matches(keep.get(), group))
                .filter(group -> allowed.isEmpty() || allowed.contains(group))
                .toList();
        if (!allowed.isEmpty() && kept.isEmpty()) {
            throw SignInRefusedException.notPermitted("allowedGroups: the person is in none of them");
        }
        return kept.stream().map(group -> prefix + group + suffix).toList();
    }

    private static boolean matches(Pattern pattern, String group) {
        return group.length() <= LONGEST_NAME
                && pattern.matcher(new Patience(group)).find();
    }
}
