package io.narthex.web.internal.page;

import java.util.Map;

/**
 * A link that follows itself by our script, for those without scripts to follow by hand. Used where an address is too long for
 * a header, in which servers and proxies take a few thousand characters.
 *
 * @param address where to: an address of an application, of whatever scheme that runs nothing
 */
public record FollowPage(String address) implements Page {

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is not absolute or could run a script
     */
    public FollowPage {
        address = Addresses.checkedAbsolute("address", address);
    }

    @Override
    public String template() {
        return "follow";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("post.title"),
                "lead", texts.get("post.lead"),
                "withoutScript", texts.get("post.withoutScript"),
                "submit", texts.get("post.submit"),
                "address", address);
    }

    /** Without the address: it holds an answer. */
    @Override
    public String toString() {
        return "FollowPage[...]";
    }
}
