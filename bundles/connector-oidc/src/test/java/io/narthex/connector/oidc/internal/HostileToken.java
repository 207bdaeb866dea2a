package io.narthex.connector.oidc.internal;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An ID token that must sign nobody in.
 *
 * @param name says what is wrong with it
 * @param upstream what is changed at the upstream before
 * @param maker makes it of claims that are as they ought to be
 * @param cause how the message in the log begins
 * @param acceptedBy who takes it
 * @param as whom that one signs in
 */
record HostileToken(
        String name,
        Consumer<FakeOidcUpstream> upstream,
        Function<Map<String, Object>, String> maker,
        String cause,
        Careless acceptedBy,
        String as) {

    static final Map<String, Object> RS256 = Map.of("alg", "RS256", "kid", "rsa");
    static final String JANE = "jane-1";

    /** Forged, or signed in another way than it ought to be. */
    static HostileToken signed(
            String name, Function<Map<String, Object>, String> maker, String cause, Careless acceptedBy) {
        return new HostileToken(name, upstream -> {}, maker, cause, acceptedBy, JANE);
    }

    /** Rightly signed by the upstream, with a claim that does not fit. */
    static HostileToken saying(String claim, Object value, String name, String cause) {
        Function<Map<String, Object>, String> maker =
                claims -> TestKeys.signed(RS256, with(claims, claim, value), TestKeys.RSA.getPrivate());
        return signed(name, maker, "ID token: " + cause, Careless.ONLY_SIGNATURE);
    }

    /** At an upstream that publishes something else. */
    HostileToken at(Consumer<FakeOidcUpstream> changed) {
        return new HostileToken(name, changed, maker, cause, acceptedBy, as);
    }

    HostileToken takenBy(Careless careless, String who) {
        return new HostileToken(name, upstream, maker, cause, careless, who);
    }

    HostileToken takenFor(String who) {
        return takenBy(acceptedBy, who);
    }

    /** The claims with one of them changed, or taken away if it is to be an empty optional. */
    static Map<String, Object> with(Map<String, Object> claims, String claim, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        changed.values().removeIf(Optional.empty()::equals);
        return changed;
    }

    static String json(Map<String, Object> claims) {
        return new Gson().toJson(claims);
    }

    @Override
    public String toString() {
        return name;
    }
}
