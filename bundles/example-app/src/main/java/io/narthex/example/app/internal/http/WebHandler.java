package io.narthex.example.app.internal.http;

/** Answers requests. */
@FunctionalInterface
public interface WebHandler {

    /**
     * Answers one request.
     *
     * @throws RequestException if the request is refused
     */
    WebResponse answer(WebRequest request);
}
