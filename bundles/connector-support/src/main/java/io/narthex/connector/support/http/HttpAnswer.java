package io.narthex.connector.support.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.narthex.connector.UpstreamUnavailableException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an upstream answered. Its size is within bounds; what it says is untrusted.
 *
 * @param where the request, for messages
 * @param status the status code: neither 429 nor 5xx, those are thrown
 * @param headers names, whatever their case, to values
 * @param body the body as UTF-8
 */
public record HttpAnswer(String where, int status, Map<String, List<String>> headers, String body) {

    /** Copies the headers. */
    public HttpAnswer {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * This answer, if it is a success.
     *
     * @throws UpstreamUnavailableException if it is not
     */
    public HttpAnswer requireSuccess() {
        if (!isSuccess()) {
            throw new UpstreamUnavailableException(where + ": answered " + status);
        }
        return this;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The body as JSON, strictly.
     *
     * @throws UpstreamUnavailableException if it is none
     */
    public JsonElement json() {
        return StrictJson.parse(body)
                .orElseThrow(() -> new UpstreamUnavailableException(
                        where + ": answered " + status + " with something that is not JSON"));
    }

    /**
     * The body as a JSON object, strictly.
     *
     * @throws UpstreamUnavailableException if it is none
     */
    public JsonObject jsonObject() {
        if (json() instanceof JsonObject object) {
            return object;
        }
        throw new UpstreamUnavailableException(where + ": expected a JSON object, got other JSON");
    }

    /** Neither headers nor body. */
    @Override
    public String toString() {
        return "HttpAnswer[" + where + ", status=" + status + "]";
    }
}
