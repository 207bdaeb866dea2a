package io.narthex.connector.ldap.internal;

import java.util.List;

/** Names that mean something in filters or in names of entries, all of which people may have. */
final class HostileNames {

    static final List<String> NAMES = List.of(
            "o'neil, jane",
            "a+b=c",
            "back\\slash",
            "quo\"te",
            "m\u00fcller",
            "\u5c71\u7530",
            "emoji\ud83d\ude00",
            "*",
            "(paren)",
            "a*)(uid=*",
            "#hash",
            "semi;colon",
            "less<more>",
            "a/b",
            "a & b | !c",
            "\\2a",
            "%2a");

    private HostileNames() {}
}
