package io.narthex.connector.oidc.internal;

import io.narthex.connector.support.GroupRules;
import io.narthex.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How claims become an identity.
 *
 * @param userIdKey the claim that is the user's id
 * @param userNameKey the claim that is the name
 * @param mapping other claims for those that the specification has
 * @param skipEmailVerified whether an address counts as verified without the upstream saying so
 * @param hostedDomains the domains of which {@code hd} must be one; empty for any
 * @param groups what becomes of groups; empty if there are to be none
 * @param newGroups groups made from other claims
 */
record ClaimRules(
        String userIdKey,
        String userNameKey,
        Mapping mapping,
        boolean skipEmailVerified,
        Set<String> hostedDomains,
        Optional<GroupRules> groups,
        List<NewGroup> newGroups) {

    /**
     * Other claims for those that the specification has.
     *
     * @param override whether they are taken even where the specification's claim is there
     * @param preferredUsername instead of {@code preferred_username}
     * @param email instead of {@code email}
     * @param groups instead of {@code groups}
     */
    record Mapping(boolean override, String preferredUsername, String email, String groups) {

        static Mapping from(Settings settings) {
            Settings keys = settings.section("claimMapping");
            return new Mapping(
                    settings.flag("overrideClaimMapping", false),
                    keys.text("preferred_username", "preferred_username"),
                    keys.text("email", "email"),
                    keys.text("groups", "groups"));
        }
    }

    /**
     * A group made of the texts of claims, put together with a delimiter behind a prefix.
     *
     * @param claims their names
     * @param delimiter between prefix and texts
     * @param clearDelimiter whether the delimiter is taken out of the texts first
     * @param prefix what the name begins with
     */
    record NewGroup(List<String> claims, String delimiter, boolean clearDelimiter, String prefix) {

        static NewGroup from(Settings settings) {
            List<String> claims = settings.list("claims");
            if (claims.isEmpty()) {
                throw settings.missing("claims", "the names of claims");
            }
            return new NewGroup(
                    claims,
                    settings.text("delimiter"),
                    settings.flag("clearDelimiter", false),
                    settings.text("prefix"));
        }
    }

    static ClaimRules from(Settings settings) {
        boolean withGroups = settings.flag("insecureEnableGroups", false);
        GroupRules groups = GroupRules.from(settings);
        if (!withGroups && !groups.equals(GroupRules.NONE)) {
            throw settings.missing("insecureEnableGroups", "true, because there are rules for groups");
        }
        return new ClaimRules(
                settings.text("userIDKey", "sub"),
                settings.text("userNameKey", "name"),
                Mapping.from(settings),
                settings.flag("insecureSkipEmailVerified", false),
                Set.copyOf(settings.list("hostedDomains")),
                withGroups ? Optional.of(groups) : Optional.empty(),
                settings.section("claimModifications").sections("newGroupFromClaims").stream()
                        .map(NewGroup::from)
                        .toList());
    }
}
