package io.narthex.itests.upstream;

import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** One browser on its way through several servers, until it comes back to the client that sent it off. */
final class Journey {

    private static final int MOST_HOPS = 30;

    private final Client browser = new Client();

    /** Goes to an address and on, until there is a page to be filled in, or the way ends at the client. */
    Page go(URI address) {
        return goOn(browser.get(address));
    }

    /** Fills in a page and goes on. */
    Page submit(Page page, Map<String, String> fields) {
        return goOn(browser.submit(page, fields));
    }

    private Page goOn(Page page) {
        Page last = page;
        for (int i = 0; i < MOST_HOPS; i++) {
            Optional<URI> next = last.location();
            if (next.isEmpty() || next.get().toString().startsWith(RelyingParty.CALLBACK)) {
                return last;
            }
            last = browser.get(next.get());
        }
        throw new AssertionError("more than " + MOST_HOPS + " hops, the last to " + last.location());
    }
}
