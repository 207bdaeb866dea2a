package io.narthex.web.internal;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.Registration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Registers whoever knows the password {@code good}, and strangers if the test says so. */
public final class FakeRegistration implements Registration {

    public final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile boolean open;

    @Override
    public boolean isStranger(Optional<String> token) {
        return !token.equals(Optional.of("good"));
    }

    @Override
    public String register(Optional<String> token, String metadata) {
        if (isStranger(token) && !open) {
            throw new OAuthException(ErrorCode.INVALID_TOKEN, token.isEmpty() ? "" : "wrong");
        }
        if (metadata.equals("[]")) {
            throw new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, "body: expected a JSON object");
        }
        calls.add("register " + metadata);
        return "{\"client_id\":\"c1\"}";
    }

    @Override
    public String read(String clientId, Optional<String> token) {
        require(token);
        return "{\"client_id\":\"" + clientId + "\"}";
    }

    @Override
    public String update(String clientId, Optional<String> token, String metadata) {
        require(token);
        calls.add("update " + clientId + " " + metadata);
        return "{\"client_id\":\"" + clientId + "\"}";
    }

    @Override
    public void delete(String clientId, Optional<String> token) {
        require(token);
        calls.add("delete " + clientId);
    }

    private void require(Optional<String> token) {
        if (isStranger(token)) {
            throw new OAuthException(ErrorCode.INVALID_TOKEN, "registration access token: missing or wrong");
        }
    }
}
