package io.narthex.connector.mock.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import java.security.MessageDigest;
import java.util.Optional;

/** Signs one person in by a user name and a password out of its settings. */
final class MockPassword implements PasswordConnector, RefreshesIdentity {

    private final byte[] username;
    private final byte[] password;

    MockPassword(String username, String password) {
        this.username = username.getBytes(UTF_8);
        this.password = password.getBytes(UTF_8);
    }

    @Override
    public Optional<Identity> signIn(String typedName, String typedPassword, Scopes scopes) {
        // Both are compared whatever the first comparison says: a wrong name takes as long as a wrong password.
        boolean rightName = MessageDigest.isEqual(username, typedName.getBytes(UTF_8));
        boolean rightPassword = MessageDigest.isEqual(password, typedPassword.getBytes(UTF_8));
        return rightName && rightPassword ? Optional.of(MockPerson.plain()) : Optional.empty();
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        return MockPerson.refresh(last, MockPerson.plain());
    }
}
