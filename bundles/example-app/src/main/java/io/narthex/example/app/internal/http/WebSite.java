package io.narthex.example.app.internal.http;

/** All the pages behind one address. */
public interface WebSite extends WebHandler {

    /** Answers a request that was refused, or that failed. */
    WebResponse refuse(RequestException refusal);
}
