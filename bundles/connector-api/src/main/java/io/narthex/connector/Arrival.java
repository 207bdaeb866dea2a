package io.narthex.connector;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A browser that came back from an upstream. Everything but {@code carried}, {@code callback}, {@code state} and
 * {@code scopes} was chosen by the other side.
 *
 * @param method {@code GET} or {@code POST}
 * @param query parameters of the address, decoded, in order; a name may have several values
 * @param form parameters of the body, decoded, in order; empty for {@code GET}
 * @param headers request headers by lower-case name, and {@link #PEER_CERTIFICATE} if there is one
 * @param remoteAddress the address of the directly connected peer, numeric
 * @param callback the address given in {@link SignInRequest#callback()}
 * @param state the value given in {@link SignInRequest#state()}; the provider has compared it already
 * @param carried what {@link Departure#carried()} held
 * @param scopes what the client asked for
 */
public record Arrival(
        String method,
        Map<String, List<String>> query,
        Map<String, List<String>> form,
        Map<String, List<String>> headers,
        String remoteAddress,
        URI callback,
        String state,
        String carried,
        Scopes scopes) {

    /**
     * A name among the headers that no header can have: the SHA-256 fingerprint, in lower-case hexadecimal, of the client
     * certificate that the directly connected peer has shown and whose key it has proved to hold.
     *
     * @since 1.1
     */
    public static final String PEER_CERTIFICATE = ":peer-certificate";

    /** Copies the maps. */
    public Arrival {
        query = Values.orderedListsCopy(query);
        form = Values.orderedListsCopy(form);
        headers = Values.orderedListsCopy(headers);
    }

    /**
     * The only value of a query or form parameter.
     *
     * @throws SignInRefusedException if the parameter came more than once
     */
    public Optional<String> parameter(String name) {
        List<String> values = (method.equals("POST") ? form : query).getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw SignInRefusedException.invalidAnswer(name + ": came " + values.size() + " times, expected once");
        }
        return values.stream().findFirst();
    }

    /** All values of a header, whatever the case of its name. */
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Names only: the values hold codes and assertions. */
    @Override
    public String toString() {
        return "Arrival[method=" + method + ", query=" + query.keySet() + ", form=" + form.keySet() + "]";
    }
}
