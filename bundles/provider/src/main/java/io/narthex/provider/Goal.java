package io.narthex.provider;

/** What a sign-in is for. */
public sealed interface Goal {

    /** A client gets an answer at its redirect URI. */
    record Answer() implements Goal {}

    /**
     * A device that shows a code gets its tokens; RFC 8628.
     *
     * @param id of the request of the device
     * @param userCode the code that it shows
     */
    record Device(String id, String userCode) implements Goal {}

    /**
     * The person wants to see a page of ours; no client gets anything.
     *
     * @param path below the issuer, such as {@code /account}
     */
    record OwnPage(String path) implements Goal {}
}
