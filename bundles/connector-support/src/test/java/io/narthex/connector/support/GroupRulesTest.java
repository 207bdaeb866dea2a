package io.narthex.connector.support;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.SignInRefusedException;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class GroupRulesTest {

    private static final String FILTER = "claimModifications.filterGroupClaims.groupsFilter";

    @Test
    public void letsEverythingPassUnlessToldOtherwise() {
        assertEquals(List.of("b", "a"), rules().apply(List.of("b", "a", "b")));
        assertEquals(List.of(), rules().apply(List.of()));
    }

    @Test
    public void keepsWhatTheFilterFindsAnywhere() {
        assertEquals(List.of("xdev1"), rules(FILTER, "dev[0-9]").apply(List.of("xdev1", "dev", "ops")));
    }

    @Test
    public void keepsAllowedGroupsAndRefusesThePersonWhoIsInNone() {
        GroupRules rules = rules("allowedGroups", "dev, ops");
        assertEquals(List.of("ops"), rules.apply(List.of("ops", "Dev")));
        SignInRefusedException e =
                assertThrows(SignInRefusedException.class, () -> rules.apply(List.of("dev ", "OPS")));
        assertEquals(SignInRefusedException.Reason.NOT_PERMITTED, e.reason());
    }

    @Test
    public void renamesAfterItHasChosen() {
        GroupRules rules = rules(
                "allowedGroups", "dev",
                "claimModifications.modifyGroupNames.prefix", "corp:",
                "claimModifications.modifyGroupNames.suffix", "!");
        assertEquals(List.of("corp:dev!"), rules.apply(List.of("dev", "ops")));
    }

    @Test
    public void namesAFilterThatIsNone() {
        assertEquals(
                FILTER,
                assertThrows(InvalidSettingException.class, () -> rules(FILTER, "("))
                        .key());
    }

    @Test(timeout = 10_000)
    public void endsOnANameMadeToTakeForEver() {
        GroupRules rules = rules(FILTER, "(.*a){12}c");
        assertThrows(SignInRefusedException.class, () -> rules.apply(List.of("a".repeat(40) + "b")));
    }

    private static GroupRules rules(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        Settings settings = Settings.of(values);
        GroupRules rules = GroupRules.from(settings);
        settings.rejectUnknown();
        return rules;
    }
}
