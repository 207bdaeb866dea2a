package io.narthex.connector.support.oauth;

import com.google.gson.JsonObject;
import io.narthex.connector.Arrival;
import io.narthex.connector.Departure;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.http.HttpAnswer;
import io.narthex.connector.support.http.HttpCall;
import io.narthex.connector.support.http.UpstreamHttp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One client at one upstream that signs people in by an authorization code. Proof keys (RFC 7636) are always sent, since an
 * upstream that does not know them ignores them. Keeps no state: what a callback needs is carried by the browser, sealed.
 */
public final class CodeExchange {

    private static final Pattern CARRIED = Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final int LONGEST_CODE = 8192;

    /** Errors that say that the code or the refresh token is no good; the last two are GitHub's. */
    private static final Set<String> NO_GOOD = Set.of("invalid_grant", "bad_verification_code", "bad_refresh_token");

    private final UpstreamHttp http;
    private final OAuthEndpoints endpoints;
    private final String clientId;
    private final ClientAuthentication authentication;

    /** For a client at these endpoints. */
    public CodeExchange(
            UpstreamHttp http, OAuthEndpoints endpoints, String clientId, ClientAuthentication authentication) {
        this.http = http;
        this.endpoints = endpoints;
        this.clientId = clientId;
        this.authentication = authentication;
    }

    /**
     * What came of a callback.
     *
     * @param tokens what the upstream gave for the code
     * @param nonce what its ID token must repeat
     */
    public record Arrived(TokenAnswer tokens, String nonce) {
        @Override
        public String toString() {
            return "Arrived[" + tokens + "]";
        }
    }

    /**
     * The authorization address, its parameters sorted; RFC 6749, section 4.1.1.
     *
     * @param scope the scopes, separated by spaces; with {@code openid} among them, a nonce is sent
     * @param more further parameters; they replace none of those that are sent anyway
     */
    public Departure.Redirect depart(SignInRequest request, String scope, Map<String, String> more) {
        String verifier = Secrets.random();
        String nonce = Secrets.random();
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("client_id", clientId);
        parameters.put("code_challenge", Secrets.challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("redirect_uri", request.callback().toString());
        parameters.put("response_type", "code");
        parameters.put("state", request.state());
        if (!scope.isEmpty()) {
            parameters.put("scope", scope);
        }
        if ((" " + scope + " ").contains(" openid ")) {
            parameters.put("nonce", nonce);
        }
        String address = endpoints.authorization().toString();
        String joint = endpoints.authorization().getRawQuery() == null ? "?" : "&";
        return new Departure.Redirect(
                URI.create(address + joint + HttpCall.encoded(parameters)), verifier + "." + nonce);
    }

    /**
     * Reads a callback and redeems its code; RFC 6749, sections 4.1.2 and 4.1.3.
     *
     * @throws SignInRefusedException if the callback is an error, even one of the upstream's own ({@code server_error}), since
     *     whoever has a browser can say so; if it is not the answer to this sign-in or of this upstream; or if the code is no
     *     good
     * @throws UpstreamUnavailableException if the upstream could not be asked, or does not accept us
     */
    public Arrived arrive(Arrival arrival) {
        if (!arrival.parameter("state").equals(Optional.of(arrival.state()))) {
            throw refused("state: expected that of this sign-in, got none or another one");
        }
        requireIssuer(arrival);
        arrival.parameter("error").ifPresent(CodeExchange::refuse);
        String code = arrival.parameter("code")
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_CODE)
                .orElseThrow(() -> refused("code: missing or too long"));
        var carried = CARRIED.matcher(arrival.carried());
        if (!carried.matches()) {
            throw refused("carried: not what this sign-in left with");
        }
        Map<String, String> form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                arrival.callback().toString(),
                "code_verifier",
                carried.group(1));
        return new Arrived(ask(form, SignInRefusedException::invalidAnswer), carried.group(2));
    }

    /**
     * Asks for tokens again; RFC 6749, section 6.
     *
     * @throws SignInRefusedException if the refresh token is no good any more
     * @throws UpstreamUnavailableException if the upstream could not be asked, or does not accept us
     */
    public TokenAnswer refresh(String refreshToken) {
        return ask(
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken),
                SignInRefusedException::notPermitted);
    }

    private interface Refusal {
        SignInRefusedException of(String message);
    }

    private TokenAnswer ask(Map<String, String> form, Refusal refusal) {
        HttpCall call = authentication.request(clientId, endpoints, form);
        HttpAnswer answer = http.send(endpoints.foreign() ? call.toForeignAddress() : call);
        JsonObject json = answer.jsonObject();
        // GitHub answers errors with 200.
        Optional<String> error = TokenAnswer.text(json, "error");
        if (answer.isSuccess() && error.isEmpty()) {
            return TokenAnswer.read(json, answer.where());
        }
        String message = answer.where() + ": answered " + answer.status() + ", error "
                + error.map(CodeExchange::shown).orElse("not given");
        if (error.filter(NO_GOOD::contains).isPresent()) {
            throw refusal.of(message);
        }
        // Anything else is about us and not about the person: nobody may lose their sign-in over a wrong client secret.
        throw new UpstreamUnavailableException(message);
    }

    /** RFC 9207, section 2.4: another upstream's callback must not be taken for that of this one. */
    private void requireIssuer(Arrival arrival) {
        Optional<String> named = arrival.parameter("iss");
        if (named.isEmpty() && endpoints.namesIssuer()) {
            throw refused("iss: missing, although the upstream says that it sends it");
        }
        if (named.isPresent()
                && endpoints.issuer().isPresent()
                && !endpoints.issuer().equals(named)) {
            throw refused("iss: expected that of this upstream, got another one");
        }
    }

    private static void refuse(String error) {
        String message = "callback: error " + shown(error);
        if (error.equals("access_denied")) {
            throw SignInRefusedException.cancelled(message);
        }
        throw refused(message);
    }

    private static String shown(String error) {
        return ERROR_CODE.matcher(error).matches() ? "'" + error + "'" : "that is not an error code";
    }

    private static SignInRefusedException refused(String message) {
        return SignInRefusedException.invalidAnswer(message);
    }
}
