package io.narthex.connector.local.internal;

import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.UserDirectory;
import io.narthex.connector.UserDirectory.User;
import java.util.Optional;

/** Finds people by mail address; vouches for them as the password database describes them. */
final class LocalConnector implements PasswordConnector, RefreshesIdentity {

    private final UserDirectory users;
    private final PasswordChecker checker;

    LocalConnector(UserDirectory users, PasswordChecker checker) {
        this.users = users;
        this.checker = checker;
    }

    @Override
    public Optional<String> usernamePrompt() {
        return Optional.of("Email Address");
    }

    @Override
    public Optional<Identity> signIn(String username, String password, Scopes scopes) {
        Optional<User> user = users.findByEmail(username);
        boolean right = checker.matches(password, user.map(LocalConnector::usableHash));
        return user.filter(found -> right).map(LocalConnector::identity);
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        return users.findByEmail(last.email())
                .filter(user -> user.userId().equals(last.userId()))
                .map(LocalConnector::identity)
                .orElseThrow(() -> SignInRefusedException.notPermitted(
                        "user '" + last.userId() + "': not in the password database under their address any more"));
    }

    /**
     * The stored hash. One that cannot be used is a fault of the operator's and not a wrong password: saying "wrong
     * password" would send people to look for a mistake of theirs, and hide the fault. So it fails loudly, as in dex.
     */
    private static BcryptHash usableHash(User user) {
        BcryptHash hash = BcryptHash.parse(user.passwordHash())
                .orElseThrow(() -> unusable(user, "is no bcrypt hash ($2a$, $2b$ or $2y$)"));
        if (!hash.hasSafeCost()) {
            throw unusable(
                    user,
                    "has cost " + hash.cost() + ", expected " + BcryptHash.LEAST_COST + " to " + BcryptHash.MOST_COST);
        }
        return hash;
    }

    private static UpstreamUnavailableException unusable(User user, String why) {
        return new UpstreamUnavailableException("user '" + user.userId() + "': the stored password hash " + why);
    }

    private static Identity identity(User user) {
        return Identity.of(user.userId())
                .withUsername(user.name().orElse(user.username()))
                .withPreferredUsername(user.username())
                .withEmail(user.email(), user.emailVerified())
                .withGroups(user.groups());
    }
}
