package io.narthex.web.internal.page;

import java.net.URI;
import java.util.regex.Pattern;

/** Decides which addresses may stand in a page. */
final class Addresses {

    /** A rooted path that no browser takes for another host: neither // nor /\ at its head. */
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[^\\s\\\\\\p{Cntrl}]*");

    private static final Pattern WEB =
            Pattern.compile("(?i:https?)://[^\\s/\\\\?#@\\p{Cntrl}]+(?:[/?#][^\\s\\\\\\p{Cntrl}]*)?");

    /** An absolute address of any scheme but those that browsers run or show as a page of their own. */
    private static final Pattern ABSOLUTE = Pattern.compile(
            "(?i)(?!javascript:|data:|vbscript:|blob:|filesystem:|about:|view-source:)[a-z][a-z0-9+.-]*:[^\\s\\\\\\p{Cntrl}]+");

    private Addresses() {}

    /** The address as it is, refused if it could run a script or has no scheme. Quotes it not: it may hold a code. */
    static String checkedAbsolute(String name, String address) {
        boolean web = address.regionMatches(true, 0, "http:", 0, 5) || address.regionMatches(true, 0, "https:", 0, 6);
        if (web ? WEB.matcher(address).matches() : ABSOLUTE.matcher(address).matches()) {
            return address;
        }
        throw new IllegalArgumentException(name + ": expected an absolute address that runs nothing");
    }

    /** The address as it is, refused if it could run a script or is relative to the page. Quotes it not: it may hold a code. */
    static String checked(String name, String address) {
        if (isPath(address) || WEB.matcher(address).matches()) {
            return address;
        }
        throw new IllegalArgumentException(name + ": expected a path or an absolute http or https address");
    }

    /** Refuses an address that leads anywhere but to the web. */
    static void checkedWeb(String name, URI address) {
        if (!WEB.matcher(address.toString()).matches()) {
            throw new IllegalArgumentException(name + ": expected an http or https address");
        }
    }

    /** Whether this is a path on whatever host the page came from. */
    static boolean isPath(String address) {
        return PATH.matcher(address).matches();
    }
}
