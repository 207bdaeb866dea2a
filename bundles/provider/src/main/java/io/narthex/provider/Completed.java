package io.narthex.provider;

import java.util.Optional;

/**
 * A flow that has ended well.
 *
 * @param answer where the browser goes, or what the person sees
 * @param session what the browser's session cookie is to hold from now on; empty if it stays as it is
 */
public record Completed(Completion answer, Optional<String> session) {

    /** Neither codes nor secrets. */
    @Override
    public String toString() {
        return "Completed[answer=" + answer + "]";
    }
}
