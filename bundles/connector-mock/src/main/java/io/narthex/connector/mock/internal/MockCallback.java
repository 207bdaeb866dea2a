package io.narthex.connector.mock.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Plays an upstream at which everybody is signed in already: sends the browser straight back. Answers in the way of
 * OAuth, so {@code error=access_denied} calls a sign-in off.
 */
final class MockCallback implements BrowserConnector, RefreshesIdentity {

    @Override
    public Departure begin(SignInRequest request) {
        String state = URLEncoder.encode(request.state(), StandardCharsets.UTF_8);
        return new Departure.Redirect(URI.create(request.callback() + "?state=" + state), "");
    }

    @Override
    public Identity complete(Arrival arrival) {
        if (!arrival.parameter("state").equals(Optional.of(arrival.state()))) {
            throw SignInRefusedException.invalidAnswer("state: expected that of this sign-in, got none or another one");
        }
        Optional<String> error = arrival.parameter("error");
        if (error.equals(Optional.of("access_denied"))) {
            throw SignInRefusedException.cancelled("error: access_denied");
        }
        if (error.isPresent()) {
            throw SignInRefusedException.invalidAnswer("error: expected none or access_denied, got another one");
        }
        return MockPerson.withGroupsAndData();
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        return MockPerson.refresh(last, MockPerson.withGroupsAndData());
    }
}
