package io.narthex.connector.ldap.internal;

import io.narthex.settings.Settings;
import java.util.Optional;

/**
 * What the operator wrote, checked, with defaults.
 *
 * @param servers where the directory is
 * @param users how people are found
 * @param groups how their groups are found; empty if they are not
 * @param usernamePrompt label of the field for the user name
 * @param kerberos how people are known by their ticket; empty if they are not
 */
record LdapSettings(
        ServerSettings servers,
        UserSearch users,
        Optional<GroupSearch> groups,
        Optional<String> usernamePrompt,
        Optional<KerberosSettings> kerberos) {

    /**
     * Reads them.
     *
     * @throws io.narthex.settings.InvalidSettingException naming the key that is missing or wrong
     */
    static LdapSettings from(Settings settings) {
        return new LdapSettings(
                ServerSettings.from(settings),
                UserSearch.from(settings.section("userSearch")),
                GroupSearch.from(settings.section("groupSearch")),
                settings.optionalText("usernamePrompt"),
                KerberosSettings.from(settings.section("kerberos")));
    }
}
