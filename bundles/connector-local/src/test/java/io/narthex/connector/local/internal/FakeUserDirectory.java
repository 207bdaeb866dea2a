package io.narthex.connector.local.internal;

import io.narthex.connector.UserDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A directory in memory, and the people in the tests. */
final class FakeUserDirectory implements UserDirectory {

    static final String PASSWORD = "Tralfamadore";

    /** {@link #PASSWORD}, hashed by libxcrypt at cost 10. */
    static final String HASH = "$2b$10$abcdefghijklmnopqrstuuBVlZAQIGYUAqZsnWxs3keMHYN6FXB/.";

    private final Map<String, User> users = new ConcurrentHashMap<>();

    static User jane() {
        return new User(
                "Jane@example.com", HASH, "4711", "jane", Optional.of("Jane Doe"), true, List.of("staff", "admins"));
    }

    static User janeWithHash(String hash) {
        return new User("Jane@example.com", hash, "4711", "jane", Optional.empty(), false, List.of());
    }

    FakeUserDirectory with(User user) {
        users.put(user.email().toLowerCase(Locale.ROOT), user);
        return this;
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return Optional.ofNullable(users.get(email.toLowerCase(Locale.ROOT)));
    }
}
